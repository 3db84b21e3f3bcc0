# Simulated machines that boot without a pause beside the one with real firmware: those of itests/karaf, on a host of their own.

# Two for each machine that boots at the same time. They are not in the records of the traffic, which would grow by gigabytes.
readonly SIMULATED_NETWORK=10.77.0.16/28
readonly SIMULATED_ADDRESSES=(10.77.0.{17..22})
readonly SIMULATED_PROGRAM=/usr/lib/ipxe/snponly.efi
readonly LEAST_SIMULATED=20

# start_simulated: asks the distribution for what the guest is. Whatever is not that is a boot lost. Its log is $records/simulated.log.
start_simulated() {
    local jdk address classes=$work/simulated libraries
    jdk=$("$repository/setup/jdk")
    libraries=$(printf ':%s' "$work/karaf/system/org/pixiecore"/org.pixiecore.{api,dhcp,tftp}/*/*.jar)
    "$jdk/bin/javac" -proc:none -d "$classes" -classpath "$libraries" -sourcepath "$repository/itests/karaf/src/test/java" \
        "$repository/itests/karaf/src/test/java/org/pixiecore/itests/SimulatedMachines.java"
    plug_in simulated "${SIMULATED_ADDRESSES[0]}"
    for address in "${SIMULATED_ADDRESSES[@]:1}"; do
        ip -n "$NETWORK-simulated" address add "$address/24" dev eth0
    done
    mkfifo "$work/enough"
    exec {enough}<>"$work/enough"
    on simulated env --chdir="$work" timeout "$seconds_for_a_run" "$jdk/bin/java" -Xmx128m \
        -classpath "$classes:$repository/bundles/org.pixiecore.dhcp/src/test/resources$libraries" \
        org.pixiecore.itests.SimulatedMachines "$BOOT_ADDRESS" "$(IFS=, && echo "${SIMULATED_ADDRESSES[*]}")" \
        "$SIMULATED_PROGRAM" "$TOKEN" "$kernel" "${initrds[@]}" <"$work/enough" >"$records/simulated.log" 2>&1 &
    watched_pids+=($!)
    prove simulated 'simulated machines boot beside it' 'machines boot'
}

# None of them was lost, and enough had their booter replaced between the first offer and the kernel.
prove_simulated() {
    local begun well lost overlapping last
    echo >&"$enough"
    prove simulated 'they come to their end' ' boots begun, .* s$'
    last=$(tail -n 1 "$records/simulated.log")
    read -r begun well lost < <(sed -n '$s/^\([0-9]*\) boots begun, \([0-9]*\) ended well, \([0-9]*\) lost.*/\1 \2 \3/p' "$records/simulated.log")
    overlapping=$(count_overlapping <"$records/server.log")
    ((lost == 0 && well == begun && well >= LEAST_SIMULATED && overlapping >= LEAST_SIMULATED)) ||
        failed simulated "none of $LEAST_SIMULATED or more simulated boots is lost, and $LEAST_SIMULATED had their booter replaced; $last, $overlapping had"
    say "of the simulated machines: $last; in $overlapping of these boots the booter was replaced"
}

# The simulated boots in the server's log, from "offered" to "is booting", with a swap in between.
count_overlapping() {
    awk -v gone="$GONE" -v real="$MAC" '
        index($0, gone) { swaps++ }
        match($0, /52:54:00:[0-9a-f][0-9a-f]:[0-9a-f][0-9a-f]:[0-9a-f][0-9a-f]/) {
            mac = substr($0, RSTART, RLENGTH)
            if (mac == real) next
            if (/ offered / && !(mac in first)) first[mac] = swaps
            if (/ is booting / && mac in first && swaps > first[mac]) { overlapping++; delete first[mac] }
        }
        END { print overlapping + 0 }'
}
