# The boot server under test, as a person starts it: by the launcher at the top of the repository.

# start_server: works in $work, where the guest's files are; its log is $records/server.log. What it keeps from one start to the next
# stays in the lab, so that the computer's own Pixiecore, if there is one, keeps its key.
start_server() {
    on boot env --chdir="$work" STATE_DIRECTORY="$PWD/target/state" \
        "$repository/pixiecore" boot "$kernel" "${initrds[@]}" --cmdline="$cmdline" --bootmsg="$message" \
        --port 80 </dev/null >"$records/server.log" 2>&1 &
    watched_pids+=($!)
    prove server 'the boot server is ready' '^Ready in '
}

# What the server's log tells of a boot, in the order of the boot.
prove_served() {
    local initrd
    prove server 'the machine is offered what to load' "$MAC.* offered "
    [ -z "$program" ] || prove server "it gets $program" " fetched $program"
    prove server 'it gets its script' "$MAC.* gets .*script"
    prove server 'it gets the kernel' "$MAC.* fetched .*/${kernel##*/}:"
    for initrd in "${initrds[@]}"; do
        prove server "it gets ${initrd##*/}" "$MAC.* fetched .*/${initrd##*/}:"
    done
    prove server 'it says that it boots now' "$MAC.* is booting ${kernel##*/}"
}
