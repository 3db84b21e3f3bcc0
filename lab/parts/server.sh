# The boot server under test, as a person starts it.

# start_server: its log is $records/server.log. A guest that has lines of a fixed booter's configuration is served by the distribution
# with that configuration, another one by the launcher at the top of the repository, which is told what to boot, or (api) where to ask, or (recipe)
# by which name.
start_server() {
    if ((${#configuration[@]} + ${#settings[@]})); then
        ((${#configuration[@]})) || configure_guest
        start_distribution
    elif [ -n "$api" ]; then
        start_api
        start_launcher api "$API_URL"
    elif [ -n "$recipe" ]; then
        start_launcher quick "$recipe" --cmdline="$cmdline" "${options[@]}"
    else
        start_launcher boot "$kernel" "${initrds[@]}" --cmdline="$cmdline" --bootmsg="$message" "${options[@]}"
    fi
}

# What the guest is, as lines of the fixed booter's configuration.
configure_guest() {
    configuration=("directory = $work" "kernel = $kernel" "cmdline = $cmdline" "message = $message"
        "initrd = $(IFS=,; echo "${initrds[*]}")")
}

# start_launcher ARGUMENT...: works in $work, where the guest's files are. What it keeps from one start to the next stays in the lab, so that the computer's own
# Pixiecore, if there is one, keeps its key.
start_launcher() {
    "${launcher_host[@]}" env --chdir="$work" STATE_DIRECTORY="$PWD/target/state" \
        "$repository/pixiecore" "$@" --port 80 </dev/null >"$records/server.log" 2>&1 &
    watched_pids+=($!)
    prove server 'the boot server is ready' '^Ready in '
}

# A fresh copy each time, with the case's settings ("PID KEY = VALUE"), what is in $work/etc, and $feature installed, if there is one.
start_distribution() {
    local karaf=$work/karaf sign setting
    cp -r "$repository/karaf-assembly/target/assembly" "$karaf"
    printf '%s\n' "${configuration[@]}" >"$karaf/etc/org.pixiecore.booter.static-lab.cfg"
    sed -i 's/^\(org.osgi.service.http.port\) .*/\1 = 80/' "$karaf/etc/org.ops4j.pax.web.cfg"
    for setting in "${settings[@]}"; do
        echo "${setting#* }" >>"$karaf/etc/${setting%% *}.cfg"
    done
    [ -z "$feature" ] || sed -i "s/^featuresBoot = .*/&\n    $feature, \\\\/" "$karaf/etc/org.apache.karaf.features.cfg"
    [ ! -d "$work/etc" ] || cp -r "$work/etc/." "$karaf/etc/"
    start_karaf "$karaf"
    for sign in 'HTTP is served at' 'listens on port 67 ' 'listens on port 4011 ' 'TFTP' 'Booter static-lab is asked'; do
        await "$records/server.log" "$sign" $((seconds_for_a_run - SECONDS)) "${watched_pids[@]}" ||
            failed server "the boot server is ready ($sign)"
    done
    say 'the boot server is ready'
}

# start_karaf FOLDER: with a pipe as its console where something is to be typed, else without a console. Into a pipe, JLine writes its prompt
# three hundred times a second, to hide what is typed.
start_karaf() {
    local mode=server
    mkfifo "$work/console"
    exec {console}<>"$work/console"
    [ -z "$swapped$once" ] || mode=
    on boot env JAVA_HOME="$("$repository/setup/jdk")" EXTRA_JAVA_OPTS=-Dkaraf.log.console=INFO TERM=dumb \
        "$1/bin/karaf" $mode <"$work/console" >"$records/server.log" 2>&1 &
    watched_pids+=($!)
}

# shell COMMAND...: typed into the distribution's console.
shell() {
    echo "$*" >&"$console"
}

# What the server's log tells of a boot, in the order of the boot.
prove_served() {
    prove server 'the machine is offered what to load' "$MAC.* offered "
    [ -z "$program" ] || prove server "it gets $program" " fetched (\S*/)?$program[:,]"
    if [ "$loader" = ipxe ]; then
        prove_script_served
    else
        prove server 'it gets its configuration' "$MAC.* gets .*configuration"
    fi
    [ -z "$kernel" ] || prove_kernel_served
}

prove_script_served() {
    local serial
    prove server 'it gets its script' "$MAC.* gets .*script"
    # on the wire, because no log repeats what a machine says of itself
    serial=$(printf '%s' "$SERIAL" | od -An -tx1 | sed 's/^ //; y/ /-/')
    await "$records/wire.pcap" "GET /pixiecore/ipxe\?.*&serial=$serial[& ]" 10 || failed server 'it tells its serial number'
    say 'it tells its serial number'
}

# Boot loaders whose files have short names of their own (served) get several initrds as one.
prove_kernel_served() {
    local initrd
    if [ -n "$served" ]; then
        for initrd in $served; do
            prove server "it gets $initrd" "$MAC.* fetched (\S*/)?$initrd[:,]"
        done
        prove server 'it says that it boots now' "$MAC.* is booting ${kernel##*/}"
        return
    fi
    prove server 'it gets the kernel' "$MAC.* fetched (\S*/)?${kernel##*/}[:,]"
    for initrd in "${initrds[@]}"; do
        prove server "it gets ${initrd##*/}" "$MAC.* fetched (\S*/)?${initrd##*/}[:,]"
    done
    prove server 'it says that it boots now' "$MAC.* is booting ${kernel##*/}"
}
