# Shows logs as they grow.

watchers=()

# watch NAME FILE: each new line, behind the name.
watch() {
    touch "$2"
    tail -n +1 -f "$2" 2>/dev/null > >(sed -u "s/^/$(printf %-7s "$1") | /") &
    watchers+=($!)
}

stop_watching() {
    ((${#watchers[@]} == 0)) || kill "${watchers[@]}" 2>/dev/null || true
    watchers=()
}
