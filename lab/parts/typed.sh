# What a person types at a machine's console: cases with typed='...'.

# type_at_u_boot COMMANDS: instead of what it would do by itself.
type_at_u_boot() {
    await "$work/terminal" 'Hit any key' $((seconds_for_a_run - SECONDS)) "${watched_pids[@]}" || failed console 'U-Boot starts'
    enter ''
    await "$work/terminal" '^=> ' $((seconds_for_a_run - SECONDS)) "${watched_pids[@]}" || failed console 'U-Boot takes commands'
    enter "$1"
    say "typed: $1"
}
