# await FILE PATTERN SECONDS [PID...]: returns as soon as the file holds a line that matches. Fails when the time is over, or when
# one of the processes has ended without it.
await() {
    local file=$1 pattern=$2 until=$((SECONDS + $3)) pid ended=
    shift 3
    until grep --quiet --text --extended-regexp -- "$pattern" "$file" 2>/dev/null; do
        [ -z "$ended" ] && ((SECONDS < until)) || return 1
        for pid in "$@"; do
            kill -0 "$pid" 2>/dev/null || ended=$pid
        done
        sleep 0.2
    done
}
