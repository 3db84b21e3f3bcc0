# The site's own services: a plain DHCP server that gives addresses and no boot options, and the recorder of the traffic.

# start_site_dhcp FOLDER: keeps its leases and its log in that folder. It also advertises an IPv6 router, since iPXE does not go on
# before one has answered, or 15 s have passed. Where the network has no DHCP server, nobody does.
start_site_dhcp() {
    [ -n "$site_host" ] || return 0
    on "$site_host" dnsmasq --conf-file=/dev/null --no-daemon --user=root --port=0 --log-dhcp \
        --interface=eth0 --bind-interfaces \
        --dhcp-range="${dhcp_range[@]}" --dhcp-authoritative "${site_options[@]}" \
        --enable-ra --dhcp-range="$SITE_PREFIX,ra-only" \
        --dhcp-leasefile="$1/site.leases" >"$1/site.log" 2>&1 &
    await "$1/site.log" 'DHCP, sockets bound' 10 $!
    [ "$machines_wire" = lan ] || advertise_router_on_the_floor "$1"
}

# Behind the relay, it is the router that does it.
advertise_router_on_the_floor() {
    ip -n "$NETWORK-router" address add "${SITE_PREFIX/77::/78::}1/64" dev eth1 nodad
    on router dnsmasq --conf-file=/dev/null --no-daemon --user=root --port=0 --interface=eth1 --bind-interfaces \
        --enable-ra --dhcp-range="${SITE_PREFIX/77::/78::},ra-only" >"$1/router.log" 2>&1 &
}

# record FILE [FILTER]: writes what crosses the machines' bridge; all of it, or what tcpdump's filter lets through.
record() {
    on "$machines_wire" tcpdump -i bridge -Z root -U --immediate-mode -s 0 -w "$1" ${2:+"$2"} >/dev/null 2>"$1.log" &
    await "$1.log" 'listening on' 10
}
