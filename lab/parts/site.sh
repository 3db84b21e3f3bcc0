# The site's own services: a plain DHCP server that gives addresses and no boot options, and the recorder of the traffic.

# start_site_dhcp FOLDER: keeps its leases and its log in that folder. It also advertises an IPv6 router, since iPXE does not go on
# before one has answered, or 15 s have passed.
start_site_dhcp() {
    on site dnsmasq --conf-file=/dev/null --no-daemon --user=root --port=0 --log-dhcp \
        --interface=eth0 --bind-interfaces \
        --dhcp-range="$FIRST_LEASE,$LAST_LEASE,255.255.255.0,1h" --dhcp-authoritative \
        --enable-ra --dhcp-range="$SITE_PREFIX,ra-only" \
        --dhcp-leasefile="$1/site.leases" >"$1/site.log" 2>&1 &
}

# record FILE [FILTER]: writes what crosses the bridge; all of it, or what tcpdump's filter lets through.
record() {
    on lan tcpdump -i bridge -Z root -U -s 0 -w "$1" ${2:+"$2"} >/dev/null 2>"$1.log" &
    await "$1.log" 'listening on' 10
}
