# The firewalls of docs/ports.md, on the boot server and on the router, if there is one: lab/run NAME --firewall=nftables, or iptables.

readonly RULES=$PWD/../docs/firewall

# Where a neighbour of the machines tries what is let through, and a port that is not to be reached.
readonly NEIGHBOUR_ADDRESS=10.77.0.9 FLOOR_NEIGHBOUR_ADDRESS=10.78.0.9
readonly SHUT_PORT=4000

# The site's addresses for those that the page has.
raise_firewall() {
    load_rules "$1" boot host
    [ "$network" != relay ] || load_rules "$1" router router
}

load_rules() {
    local kind=$1 host=$2 rules=$RULES/$3.${1/nftables/nft}
    sed "s/192\.168\.1\.5/$BOOT_ADDRESS/; s/192\.168\.1\.1/$SITE_ADDRESS/" "$rules" >"$work/${rules##*/}"
    case $kind in
        nftables) on "$host" nft -f "$work/${rules##*/}" ;;
        iptables) on "$host" iptables-restore "$work/${rules##*/}" ;;
    esac
    say "a firewall on the host $host: docs/firewall/${rules##*/}"
}

# A neighbour of the machine gets a boot program by TFTP and an answer by HTTP, and does not reach another port, on which somebody listens.
prove_firewall() {
    local wire=lan address=$NEIGHBOUR_ADDRESS
    [ "$network" != relay ] || wire=floor address=$FLOOR_NEIGHBOUR_ADDRESS
    namespace neighbour
    plug_into "$wire" neighbour eth0 "$address"
    [ "$network" != relay ] || ip -n "$NETWORK-neighbour" route add default via "$FLOOR_ADDRESS"
    reaches curl --silent --fail --output /dev/null "tftp://$BOOT_ADDRESS/ipxe-x86_64.efi" ||
        failed server 'TFTP passes the firewall'
    reaches curl --silent --output /dev/null "http://$BOOT_ADDRESS/" || failed server 'HTTP passes the firewall'
    on boot busybox nc -ll -p "$SHUT_PORT" -e true &
    disown # it ends with the network, and nobody is to be told
    await_listener
    ! reaches curl --silent --output /dev/null "telnet://$BOOT_ADDRESS:$SHUT_PORT" ||
        failed server "nobody reaches port $SHUT_PORT through the firewall"
    say 'the firewall lets TFTP and HTTP pass, and no other port'
}

reaches() {
    on neighbour timeout 10 "$@" </dev/null
}

await_listener() {
    local tries
    for tries in {1..50}; do
        ! on boot busybox nc -w 1 127.0.0.1 "$SHUT_PORT" </dev/null 2>/dev/null || return 0
        sleep 0.1
    done
    failed server "somebody listens on port $SHUT_PORT"
}
