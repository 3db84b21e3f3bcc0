# For each server a private network of two hosts, joined by a cable: the server, and the machines that boot from it.
#
# Hosts are network namespaces with names of this run's own; nothing here touches the computer's own network.

readonly SERVER_ADDRESS=10.78.0.1 CLIENT_ADDRESS=10.78.0.2
readonly NETWORK="pxbench$$"

namespaces=()

# network_up SERVER
network_up() {
    local server_host=$NETWORK-$1 client_host=$NETWORK-$1-clients host
    for host in "$server_host" "$client_host"; do
        ip netns add "$host"
        namespaces+=("$host")
        ip -n "$host" link set lo up
    done
    ip -n "$server_host" link add eth0 type veth peer name eth0 netns "$client_host"
    ip -n "$server_host" address add "$SERVER_ADDRESS/24" dev eth0
    ip -n "$client_host" address add "$CLIENT_ADDRESS/24" dev eth0
    for host in "$server_host" "$client_host"; do
        ip -n "$host" link set eth0 up
    done
    # machines broadcast before they have an address
    ip -n "$client_host" route add 255.255.255.255 dev eth0
}

# Ends what runs inside and removes the namespaces; their devices go with them.
networks_down() {
    local host
    for host in "${namespaces[@]}"; do
        end_processes "$(ip netns pids "$host")"
        ip netns delete "$host"
    done
    namespaces=()
}

# Asks first, and then does not ask again.
end_processes() {
    local pids=$1 tries
    [ -n "$pids" ] || return 0
    kill $pids 2>/dev/null || true
    for tries in {1..100}; do
        kill -0 $pids 2>/dev/null || return 0
        sleep 0.1
    done
    kill -9 $pids 2>/dev/null || true
}

# as_clients SERVER CLASS ARGUMENT...: runs a measurement among the machines that boot from that server.
as_clients() {
    local server=$1 class=$2
    shift 2
    ip netns exec "$NETWORK-$server-clients" \
        java -XX:+UseSerialGC -Xshare:auto -cp "$bench/target/classes" "org.pixiecore.bench.$class" "$@"
}

# await_port SERVER tcp|udp PORT
await_port() {
    local tries
    for tries in {1..200}; do
        if ip netns exec "$NETWORK-$1" ss --no-header --listening --numeric "--$2" "sport = :$3" | grep -q .; then
            return 0
        fi
        sleep 0.05
    done
    echo "$1 does not listen on $2 port $3; see $logs/$1.log" >&2
    return 1
}
