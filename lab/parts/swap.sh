# A booter that is replaced by another build of itself, again and again, while the machine boots.

readonly SWAPPED=org.pixiecore.booter.fixed
readonly GONE='Booter static-lab is gone'
readonly LEAST_SWAPS=50 LEAST_SWAPS_OF_A_BOOT=10

# Only the distribution has a shell to swap it from.
configure_swapped() {
    configure_guest
}

# start_swapping: one build after the other, that differ in nothing but their versions.
start_swapping() {
    local build second updates=''
    for build in 1 2; do
        cp "$work/karaf/system/org/pixiecore/$SWAPPED"/*/*.jar "$work/build-$build.jar"
        echo "Bundle-Version: 1.0.$build" >"$work/manifest"
        "$("$repository/setup/jdk")/bin/jar" --update --file "$work/build-$build.jar" --manifest "$work/manifest" 2>/dev/null
        updates+="bundle:update $SWAPPED file:$work/build-$build.jar; "
    done
    # four a second, and no more in all than the console's pipe holds
    for ((second = 0; second < 150; second++)); do
        shell "$updates$updates sleep 1"
    done
    prove server 'its booter is replaced for the first time' "$GONE"
}

# How often a build came since the power was on, and between the machine's first question and its kernel.
prove_swapped() {
    local all boot
    # a fast machine is there before
    until (($(count_swaps <"$records/server.log") >= LEAST_SWAPS || SECONDS >= seconds_for_a_run)); do
        sleep 0.2
    done
    all=$(count_swaps <"$records/server.log")
    boot=$(sed -n "/$MAC.* offered /,/$MAC.* is booting/p" "$records/server.log" | count_swaps)
    ((all >= LEAST_SWAPS && boot >= LEAST_SWAPS_OF_A_BOOT)) ||
        failed server "its booter was replaced $LEAST_SWAPS times, $LEAST_SWAPS_OF_A_BOOT of them until its kernel, not $all and $boot times"
    say "its booter was replaced $all times, $boot of them until its kernel"
}

count_swaps() {
    grep -c "$GONE" || true
}
