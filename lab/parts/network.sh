# A private network: hosts are network namespaces whose cables end in one bridge.
#
#   lan    the bridge, the machines' taps, and QEMU itself
#   site   the site's DHCP server, which gives addresses and knows nothing of booting
#   boot   the boot server
#
# A case may add more: plug_in.
#
# Every run has namespaces of its own, so several runs can go side by side, and the names of the devices inside need not differ.
# Nothing here touches the computer's own network.

readonly SITE_ADDRESS=10.77.0.1
readonly BOOT_ADDRESS=10.77.0.2
readonly SITE_PREFIX=fd77:77::
readonly FIRST_LEASE=10.77.0.100 LAST_LEASE=10.77.0.200

readonly NETWORK="pxlab$$"

network_up() {
    namespace lan
    on lan ip link add bridge type bridge forward_delay 0
    on lan ip link set bridge up
    plug_in site "$SITE_ADDRESS"
    plug_in boot "$BOOT_ADDRESS"
    ip -n "$NETWORK-site" address add "${SITE_PREFIX}1/64" dev eth0 nodad
}

# Ends what runs inside and removes the namespaces; their devices go with them.
network_down() {
    local host
    for host in lan site boot simulated; do
        [ ! -e "/run/netns/$NETWORK-$host" ] || remove_namespace "$NETWORK-$host"
    done
}

# on HOST COMMAND...: runs the command on that host. It takes the place of the shell that runs it in the background, so $! is its pid.
on() {
    local host=$1
    shift
    ip netns exec "$NETWORK-$host" "$@"
}

namespace() {
    ip netns add "$NETWORK-$1"
    on "$1" ip link set lo up
}

# plug_in HOST ADDRESS: a host with one interface, eth0.
plug_in() {
    namespace "$1"
    ip -n "$NETWORK-lan" link add "to-$1" type veth peer name eth0 netns "$NETWORK-$1"
    ip -n "$NETWORK-lan" link set "to-$1" master bridge up
    ip -n "$NETWORK-$1" address add "$2/24" dev eth0
    ip -n "$NETWORK-$1" link set eth0 up
}

# add_tap NAME: where a machine's network card is plugged in.
add_tap() {
    ip -n "$NETWORK-lan" tuntap add "$1" mode tap
    ip -n "$NETWORK-lan" link set "$1" master bridge up
}

remove_namespace() {
    end_processes "$(ip netns pids "$1")"
    ip netns delete "$1"
}

# Asks first, and then does not ask again.
end_processes() {
    local pids=$1 tries
    [ -n "$pids" ] || return 0
    kill $pids 2>/dev/null || true
    for tries in {1..50}; do
        kill -0 $pids 2>/dev/null || return 0
        sleep 0.1
    done
    kill -9 $pids 2>/dev/null || true
}
