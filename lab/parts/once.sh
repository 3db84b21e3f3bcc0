# A machine that boots the network once, then its own disk, and then the network again because somebody says so.

# The order is for the serial number, which iPXE tells. Whoever has none is sent to its own disk.
configure_once() {
    configuration=('boot = local')
    feature=pixiecore-booter-machines
    make_disk "$work" "This is the local disk, $TOKEN."
    mkdir -p "$work/etc/pixiecore/machines.d"
    cat >"$work/etc/pixiecore/machines.d/lab.yaml" <<ORDER
groups:
  - select: {serial: "$SERIAL"}
    kernel: $kernel
    initrd: [$work/${initrds[0]}, $work/${initrds[1]}]
    cmdline: '${cmdline/'ID "./greeting"'/'URL "'$work/greeting'"'}'
    message: "$message"
    once: true
ORDER
}

# Up to the kernel, the machine has come up once.
prove_once() {
    prove server 'the order to boot it once is carried out' "$MAC: has booted what booter machines-default ordered once"
    power_on_again
    prove console 'its second start is from its own disk' "^This is the local disk, $TOKEN\."
    shell "pixiecore:once-again $MAC"
    prove server 'somebody orders it again' "$MAC: what it booted once is forgotten"
    power_on_again
    proofs
}

power_on_again() {
    power_off
    mv "$records/console.log" "$records/console-$(ls "$records" | grep -c console).log"
    start_machine "$firmware" "$card" "$MAC" "$work" "$records"
    watched_pids=("${watched_pids[0]}" "$machine_pid")
    say 'power on'
}
