# The site's HTTP API: examples/api-server, as its reader starts it, on the boot server's host.

readonly API_PORT=4242
readonly API_URL=http://localhost:$API_PORT

# start_api: it answers for the machine with what the guest is, and has the guest's files. Its log is $records/api.log.
start_api() {
    local folder=$work/api file names=()
    mkdir -p "$folder"/{machines,files}
    for file in "$kernel" "${initrds[@]}" greeting; do
        ln -s "$(cd "$work" && realpath "$file")" "$folder/files/"
    done
    for file in "${initrds[@]}"; do
        names+=("$(json "/${file##*/}")")
    done
    printf '{"kernel": %s, "initrd": [%s], "cmdline": %s, "message": %s}\n' "$(json "/${kernel##*/}")" \
        "$(IFS=, && echo "${names[*]}")" "$(json "${cmdline//ID \".\//URL \"\/}")" "$(json "$message")" \
        >"$folder/machines/${MAC//:/-}.json"
    on boot "$("$repository/setup/jdk")/bin/java" "$repository/examples/api-server/ApiServer.java" "$API_PORT" "$folder" \
        </dev/null >"$records/api.log" 2>&1 &
    watched_pids+=($!)
    await "$records/api.log" "$API_PORT" $((seconds_for_a_run - SECONDS)) "${watched_pids[@]}" || failed server 'the API answers'
    say "the API is at $API_URL"
}

json() {
    local text=${1//\\/\\\\}
    printf '"%s"' "${text//\"/\\\"}"
}
