# A private network: hosts are network namespaces whose cables end in a bridge.
#
#   lan    the bridge, the machines' taps, and QEMU itself
#   site   the site's DHCP server, which gives addresses and knows nothing of booting
#   boot   the boot server
#
# So it is in the network "site". The others differ in what they say below. A case may add more hosts: plug_in.
#
# Every run has namespaces of its own, so several runs can go side by side, and the names of the devices inside need not differ.
# Nothing here touches the computer's own network.

readonly SITE_ADDRESS=10.77.0.1
readonly BOOT_ADDRESS=10.77.0.2
readonly SITE_PREFIX=fd77:77::
readonly FIRST_LEASE=10.77.0.100 LAST_LEASE=10.77.0.200

# The relay's two addresses, and what the DHCP server leases behind it.
readonly RELAY_ADDRESS=10.77.0.254
readonly FLOOR_ADDRESS=10.78.0.254 FLOOR_NETWORK=10.78.0.0/24
readonly FIRST_FLOOR_LEASE=10.78.0.100 LAST_FLOOR_LEASE=10.78.0.200

readonly VLAN=7

readonly NETWORK="pxlab$$"

# network_up [KIND]: site, same-host, relay, vlan, alone. It sets machines_wire, whose namespace has the machines' bridge, site_host, where
# the site's DHCP server runs (empty where there is none), dhcp_range, what that leases, and launcher_host, which runs a command on the
# boot server's host.
network_up() {
    machines_wire=lan site_host=site launcher_host=(on boot) dhcp_range=("$FIRST_LEASE,$LAST_LEASE,255.255.255.0,1h")
    wire lan
    "network_${1:-site}"
    [ -z "$site_host" ] || ip -n "$NETWORK-$site_host" address add "${SITE_PREFIX}1/64" dev eth0 nodad
}

network_site() {
    plug_in site "$SITE_ADDRESS"
    plug_in boot "$BOOT_ADDRESS"
}

# The site's DHCP server has port 67 of the boot server's own host.
network_same-host() {
    plug_in boot "$BOOT_ADDRESS"
    site_host=boot
}

# The machines are on another wire, behind a router that relays DHCP to both servers.
network_relay() {
    network_site
    wire floor
    machines_wire=floor
    dhcp_range=("$FIRST_FLOOR_LEASE,$LAST_FLOOR_LEASE,255.255.255.0,1h" --dhcp-option=option:router,"$FLOOR_ADDRESS")
    plug_in router "$RELAY_ADDRESS"
    plug_into floor router eth1 "$FLOOR_ADDRESS"
    on router sysctl -q net.ipv4.ip_forward=1
    ip -n "$NETWORK-site" route add "$FLOOR_NETWORK" via "$RELAY_ADDRESS"
    ip -n "$NETWORK-boot" route add "$FLOOR_NETWORK" via "$RELAY_ADDRESS"
    on router dhcrelay -4 -d -q -a -m append -id eth1 -iu eth0 "$SITE_ADDRESS" "$BOOT_ADDRESS" >"$records/relay.log" 2>&1 &
    watched_pids+=($!)
}

# The boot server's cable carries tagged frames only, and its address is that of an 802.1Q interface. The other hosts are in the VLAN
# without knowing. The boot server, which can be the launcher alone, and the switch have kernels that know 802.1Q, for this computer's need
# not. What crosses the boot server's cable with a tag is in $records/trunk.log.
network_vlan() {
    plug_in site "$SITE_ADDRESS"
    wire trunk
    namespace switch
    cable lan switch eth0
    cable trunk switch eth1
    namespace boot
    cable trunk boot eth0
    on trunk tcpdump -i bridge -Z root -l -n -e "vlan $VLAN and udp" >"$records/trunk.log" 2>&1 &
    await "$records/trunk.log" 'listening on' 10
    boot_kernel switch "
        ip link add bridge type bridge forward_delay 0 vlan_filtering 1 vlan_default_pvid 0
        for port in eth0 eth1; do ip link set \$port master bridge up; done
        bridge vlan add dev eth0 vid $VLAN pvid untagged
        bridge vlan add dev eth1 vid $VLAN
        ip link set bridge up
        echo ready" sleep infinity >"$records/switch.log" &
    watched_pids+=($!)
    await_kernel switch ready
    # what other runs keep of the launcher may be changing
    launcher_host=(boot_kernel boot "
        mkdir -p '$PWD/target/state'
        mount -t tmpfs state '$PWD/target/state'
        ip link set eth0 up
        ip link add link eth0 name eth0.$VLAN type vlan id $VLAN
        ip address add $BOOT_ADDRESS/24 dev eth0.$VLAN
        ip link set eth0.$VLAN up")
}

# The switch lets nothing without a tag pass, so all of the boot went this way.
prove_tagged() {
    prove trunk 'the offer left the boot server tagged' "vlan $VLAN, .* $BOOT_ADDRESS\.67 > 255\.255\.255\.255\.68: BOOTP/DHCP, Reply"
}

# Nobody but the boot server and the machines.
network_alone() {
    plug_in boot "$BOOT_ADDRESS"
    site_host=
}

# Ends what runs inside and removes the namespaces; their devices go with them.
network_down() {
    local path
    for path in "/run/netns/$NETWORK"-*; do
        [ ! -e "$path" ] || remove_namespace "${path##*/}"
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

# wire NAME: a namespace with a bridge.
wire() {
    namespace "$1"
    on "$1" ip link add bridge type bridge forward_delay 0
    on "$1" ip link set bridge up
}

# plug_in HOST ADDRESS: a host with one interface, eth0, on the wire lan.
plug_in() {
    namespace "$1"
    plug_into lan "$1" eth0 "$2"
}

# plug_into WIRE HOST DEVICE ADDRESS: another interface of a host.
plug_into() {
    cable "$1" "$2" "$3"
    ip -n "$NETWORK-$2" address add "$4/24" dev "$3"
}

# cable WIRE HOST DEVICE: from the wire to an interface without an address.
cable() {
    ip -n "$NETWORK-$1" link add "to-$2" type veth peer name "$3" netns "$NETWORK-$2"
    ip -n "$NETWORK-$1" link set "to-$2" master bridge up
    ip -n "$NETWORK-$2" link set "$3" up
}

# add_tap NAME: where a machine's network card is plugged in.
add_tap() {
    ip -n "$NETWORK-$machines_wire" tuntap add "$1" mode tap
    ip -n "$NETWORK-$machines_wire" link set "$1" master bridge up
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
