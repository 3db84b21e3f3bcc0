# What a run leaves for lab/matrix, in $records/result: a line each for what was booted, how, and how long it took.

# start_clock: right before the power is switched on.
start_clock() {
    power_on=$SECONDS
}

# leave_result: all of it came true.
leave_result() {
    describe >"$records/result"
    printf 'path\t%s\nseconds\t%s\n' "$(path_taken <"$records/server.log")" "$((SECONDS - power_on))" >>"$records/result"
}

# leave_no_result REASON: it cannot be run on this computer.
leave_no_result() {
    describe >"$records/result"
    printf 'not run\t%s\n' "$1" >>"$records/result"
}

describe() {
    printf 'about\t%s\nnetwork\t%s\n' "$about" "$network"
    printf 'packages\t%s\n' "$(versions_of $(packages_of "$firmware") $(packages_of_program "$program"))"
}

# packages_of_program PROGRAM: those of what the firmware loads first, as cases say.
packages_of_program() {
    case $1 in
        snponly.efi | ipxe-x86_64.efi) echo ipxe ;;
        ipxe-*.efi) echo newer:ipxe ;;
        lpxelinux.0) echo pxelinux ;;
        shimx64.efi) echo newer:shim-signed newer:grub-efi-amd64-signed ;;
        shimia32.efi) echo grub-efi-ia32-bin ;;
    esac
}

# What the server's log tells of the machine's way: what it loaded, in order, and by what. The same again is told once.
path_taken() {
    awk -v mac="$MAC" '
        function step(text) { if (text != last) { path = path (path ? " → " : "") text; last = text } }
        function base(name) { sub(/.*\//, "", name); return name }
        function word_after(what, line) { sub(".* " what " ", "", line); sub(/[:,]? .*/, "", line); sub(/[:,]$/, "", line); return base(line) }
        { sub(/^.* \| /, "") } # what Karaf puts before each line
        index($0, mac) != 1 { next }
        / fetched .*booted\// { next } # no file, but how GRUB and PXELINUX say that they boot now
        / fetched .* blksize / { step(word_after("fetched", $0) " by TFTP"); next }
        / fetched .*: [0-9]+ bytes / { step(word_after("fetched", $0) " by HTTP"); next }
        / gets .*script/ { step("script by HTTP") }
        / gets .*configuration/ { step("configuration") }
        / is booting / { booted = 1 } # by then, not every transfer has been logged
        END { print path (booted ? " → booted" : "") }'
}
