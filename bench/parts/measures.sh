# measure_NAME SERVER ROUND: prints samples.

measure_dhcp() {
    dhcp_load "$1" "$2" note= warmup="$warmup" rate=5000 outstanding=64 seconds="$seconds"
}

# A laboratory is switched on just after the boot server was started.
measure_dhcp_just_started() {
    dhcp_load "$1" "$2" note="just started, " warmup=0 rate=500 outstanding=0 seconds=4
}

# dhcp_load SERVER ROUND ARGUMENT...
dhcp_load() {
    local server=$1 round=$2
    shift 2
    as_clients "$server" DhcpLoad server="$server" round="$round" address="$SERVER_ADDRESS" pid="${server_pid[$server]}" \
        biosBootFile="$BIOS_PROGRAM" efiBootFile="$EFI_PROGRAM" machines=10000 "$@"
}

measure_tftp() {
    local pid=${server_pid[$1]}
    # it ignores SIGCHLD, so the CPU time of its children, one a transfer, is accounted to nobody
    [ "$1" != tftpd-hpa ] || pid=0
    tftp_load "$1" "$2" "$pid" clients=1,50,200 blksize=1432,512 delay=0
    tftp_load "$1" "$2" "$pid" clients=1,50 blksize=1432 delay=500
}

# tftp_load SERVER ROUND PID ARGUMENT...
tftp_load() {
    local server=$1 round=$2 pid=$3
    shift 3
    as_clients "$server" TftpLoad server="$server" round="$round" address="$SERVER_ADDRESS" pid="$pid" \
        file="$work/tftp/$EFI_PROGRAM" windowsize=1,16 warmup=500 millis="$tftp_millis" "$@"
}

measure_http() {
    local file
    for file in large small; do
        as_clients "$1" HttpLoad server="$1" round="$2" pid="${server_pid[$1]}" \
            url="$(url "$1" "$file")" file="$work/http/$file" script="$bench/wrk.lua" \
            connections=8 warmup="$warmup" seconds="$seconds"
    done
}

measure_start() {
    case $1 in
    pixiecore)
        rm -rf "$work/state"
        start_time "$1" "$2" load="first start" offers=yes pages=yes url=
        start_time "$1" "$2" load="later start" offers=yes pages=yes url=
        ;;
    dnsmasq) start_time "$1" "$2" load="later start" offers=yes pages=no url= ;;
    nginx) start_time "$1" "$2" load="later start" offers=no pages=yes url="$(url nginx small)" ;;
    esac
}

# start_time SERVER ROUND ARGUMENT...
start_time() {
    local server=$1 round=$2 command
    shift 2
    server_command "$server"
    as_clients "$server" StartTime server="$server" round="$round" log="$logs/$server-start.log" \
        seconds=60 rest="$rest" port=no boots=0 "$@" -- "${command[@]}"
}
