# await FILE PATTERN SECONDS: returns as soon as the file holds a line that matches, or fails when the time is over.
await() {
    local until=$((SECONDS + $3))
    until grep --quiet --text --extended-regexp -- "$2" "$1" 2>/dev/null; do
        ((SECONDS < until)) || return 1
        sleep 0.2
    done
}
