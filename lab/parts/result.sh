# What a run leaves for lab/matrix, in $records/result: a line each for what was booted, how, and how long it took.

# start_clock: right before the power is switched on.
start_clock() {
    power_on=$SECONDS
}

# leave_result: all of it came true.
leave_result() {
    {
        printf 'about\t%s\n' "$about"
        printf 'firmware\t%s\n' "$firmware"
        printf 'packages\t%s\n' "$(packages_of "$firmware")"
        printf 'network\t%s\n' "$network"
        printf 'path\t%s\n' "$(path_taken <"$records/server.log")"
        printf 'seconds\t%s\n' "$((SECONDS - power_on))"
    } >"$records/result"
}

# leave_no_result REASON: it cannot be run on this computer.
leave_no_result() {
    {
        printf 'about\t%s\n' "$about"
        printf 'firmware\t%s\n' "$firmware"
        printf 'packages\t%s\n' "$(packages_of "$firmware")"
        printf 'network\t%s\n' "$network"
        printf 'not run\t%s\n' "$1"
    } >"$records/result"
}

# What the server's log tells of the machine's way: what it loaded, in order, and by what. The same again is told once.
path_taken() {
    awk -v mac="$MAC" '
        function step(text) { if (text != last) { path = path (path ? " → " : "") text; last = text } }
        function base(name) { sub(/.*\//, "", name); return name }
        function word_after(what, line) { sub(".* " what " ", "", line); sub(/[:,]? .*/, "", line); sub(/[:,]$/, "", line); return base(line) }
        { sub(/^.* \| /, "") } # what Karaf puts before each line
        index($0, mac) != 1 { next }
        / fetched .* blksize / { step(word_after("fetched", $0) " by TFTP"); next }
        / fetched .*: [0-9]+ bytes / { step(word_after("fetched", $0) " by HTTP"); next }
        / gets .*script/ { step("script by HTTP") }
        / gets .*configuration/ { step("configuration") }
        / is booting / { step("booted") }
        END { print path }'
}
