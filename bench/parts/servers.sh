# The servers, all told to do the same: offer these boot programs, and serve these files. Each is as its distribution's package
# configures it, but for addresses, paths, and limits that the loads would reach.

# Under the names by which ours offers them.
readonly BIOS_PROGRAM=undionly.kpxe EFI_PROGRAM=ipxe-x86_64.efi
readonly BIOS_PROGRAM_FILE=/usr/lib/ipxe/undionly.kpxe EFI_PROGRAM_FILE=/usr/lib/ipxe/snponly.efi

declare -A server_pid=()

# Makes the files that are served: boot programs, 200 MB as large as an installer's initrd, 20 kB as large as a script.
make_files() {
    chmod 755 "$work"
    mkdir "$work/tftp" "$work/http"
    cp --dereference "$BIOS_PROGRAM_FILE" "$work/tftp/$BIOS_PROGRAM"
    cp --dereference "$EFI_PROGRAM_FILE" "$work/tftp/$EFI_PROGRAM"
    head -c 200000000 /dev/urandom >"$work/http/large"
    head -c 20000 /dev/urandom >"$work/http/small"
    cat >"$work/nginx.conf" <<EOF
user root;
worker_processes auto;
daemon off;
pid $work/nginx.pid;
error_log $logs/nginx.log;
events { worker_connections 768; }
http {
    sendfile on;
    tcp_nopush on;
    access_log $logs/nginx-access.log;
    default_type application/octet-stream;
    server { listen 80; root $work/http; }
}
EOF
}

# Sets the array `command` to what starts the server.
server_command() {
    command=(ip netns exec "$NETWORK-$1")
    case $1 in
    pixiecore)
        command+=(env STATE_DIRECTORY="$work/state" "$root/pixiecore" boot "$work/http/large" "$work/http/small" --port=80
            --ipxe-bios="$BIOS_PROGRAM_FILE" --ipxe-efi64="$EFI_PROGRAM_FILE")
        ;;
    dnsmasq)
        # A boot program in the offer itself, as ours: dhcp-boot with a prompt, for pxe-service would send machines to port 4011.
        command+=(dnsmasq --keep-in-foreground --conf-file=/dev/null --pid-file= --user=root --port=0
            --interface=eth0 --bind-interfaces --log-facility="$logs/dnsmasq-requests.log"
            --dhcp-range="${SERVER_ADDRESS%.*}.0,proxy" --pxe-prompt=Boot,0
            --dhcp-match=set:efi,option:client-arch,7
            --dhcp-boot="tag:!efi,$BIOS_PROGRAM,,$SERVER_ADDRESS" --dhcp-boot="tag:efi,$EFI_PROGRAM,,$SERVER_ADDRESS"
            --enable-tftp --tftp-root="$work/tftp" --tftp-max=1000)
        ;;
    tftpd-hpa)
        command+=(in.tftpd --foreground --address "$SERVER_ADDRESS:69" --secure "$work/tftp")
        ;;
    nginx)
        command+=(nginx -c "$work/nginx.conf")
        ;;
    esac
}

start_server() {
    local command
    server_command "$1"
    (exec "${command[@]}") >"$logs/$1.log" 2>&1 </dev/null &
    server_pid[$1]=$!
    case $1 in
    pixiecore)
        mapfile -t boot_urls < <(as_clients pixiecore BootChain seconds=60)
        [ ${#boot_urls[@]} = 2 ] || fail "pixiecore boots no machine; see $logs/pixiecore.log"
        ;;
    dnsmasq | tftpd-hpa) await_port "$1" udp 69 ;;
    nginx) await_port nginx tcp 80 ;;
    esac
}

# url SERVER large|small
url() {
    case $1-$2 in
    pixiecore-large) echo "${boot_urls[0]}" ;;
    pixiecore-small) echo "${boot_urls[1]}" ;;
    *) echo "http://$SERVER_ADDRESS/$2" ;;
    esac
}

# servers_of MEASURE: who takes part in it.
servers_of() {
    case $1 in
    start) echo pixiecore dnsmasq nginx ;;
    dhcp | dhcp_just_started) echo pixiecore dnsmasq ;;
    tftp) echo pixiecore dnsmasq tftpd-hpa ;;
    http) echo pixiecore nginx ;;
    esac
}
