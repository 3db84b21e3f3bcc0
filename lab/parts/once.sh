# A machine that boots the network once, then its own disk, and then the network again because somebody says so.

# What answers every other machine; the booter that has the order is installed into the running server.
configure_once() {
    configuration=('boot = local')
    make_disk "$work" "This is the local disk, $TOKEN."
}

# order_once: for the machine of that serial number, which iPXE tells.
order_once() {
    local folder=$work/karaf/etc/pixiecore/machines.d
    mkdir -p "$folder"
    cat >"$folder/lab.yaml" <<ORDER
groups:
  - select: {serial: "$SERIAL"}
    kernel: $kernel
    initrd: [$work/${initrds[0]}, $work/${initrds[1]}]
    cmdline: '${cmdline/'ID "./greeting"'/'URL "'$work/greeting'"'}'
    message: "$message"
    once: true
ORDER
    shell 'feature:install pixiecore-booter-machines'
    prove server 'a booter has the order to boot the network once' 'Booter machines-default is asked'
}

# Up to the kernel, the machine has come up once.
prove_once() {
    prove server 'the order is carried out' "$MAC: has booted what booter machines-default ordered once"
    power_on_again
    prove console 'its second start is from its own disk' "^This is the local disk, $TOKEN\."
    shell "pixiecore:once-again $MAC"
    prove server 'somebody orders it again' "$MAC: what it booted once is forgotten"
    power_on_again
    prove console 'its third start is from the network' '^probe: user space'
}

power_on_again() {
    power_off
    mv "$records/console.log" "$records/console-$(ls "$records" | grep -c console).log"
    start_machine "$firmware" "$card" "$MAC" "$work" "$records"
    watched_pids=("${watched_pids[0]}" "$machine_pid")
    say 'power on'
}
