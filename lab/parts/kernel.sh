# Hosts with a Linux kernel of their own, for what this computer's kernel may lack: User-Mode Linux, a kernel that runs as a process.
#
# Such a host is a namespace like the others. In it each cable ends in a bridge with a tap, and that is the kernel's interface. It
# sees this computer's files; what it writes is gone with it.

readonly KERNEL=linux.uml

# boot_kernel HOST SETUP COMMAND...: boots it with an interface for each of the namespace's, of the same name. Inside, it runs SETUP, lines
# for the shell, and then the command, with whose end it ends too. What that prints goes to standard output, and the kernel's own messages
# go to $records/HOST.kernel.log.
boot_kernel() {
    local host=$1 setup=$2 device interfaces=()
    shift 2
    for device in $(on "$host" sh -c 'cd /sys/class/net && echo eth*'); do
        hand_over "$host" "$device"
        interfaces+=("vec${device#eth}:transport=tap,ifname=tap${device#eth}")
    done
    {
        echo "set -e"
        echo "$setup"
        printf '%q ' "$@"
    } >"$work/$host.commands"
    # its command line takes no path with a space
    cp parts/kernel-init "$work/"
    on "$host" "$KERNEL" mem=768M root=/dev/root rootfstype=hostfs ro "init=$work/kernel-init" "commands=$work/$host.commands" \
        "umid=$host" "uml_dir=$work/" console=tty1 con=null con0=null,fd:1 con1=null,fd:2 "${interfaces[@]}" \
        </dev/null 2>"$records/$host.kernel.log"
}

# hand_over HOST DEVICE: the cable is the kernel's, and the namespace has no address there any more.
hand_over() {
    local number=${2#eth} device
    on "$1" ip link add "bridge$number" type bridge forward_delay 0
    on "$1" ip tuntap add "tap$number" mode tap
    for device in "$2" "tap$number" "bridge$number"; do
        on "$1" sysctl -q "net.ipv6.conf.$device.disable_ipv6=1"
        on "$1" ip address flush dev "$device"
        [ "$device" = "bridge$number" ] || on "$1" ip link set "$device" master "bridge$number"
        on "$1" ip link set "$device" up
    done
}

# await_kernel HOST PATTERN: until that host, which was started last, has printed it in $records/HOST.log. In some containers, User-Mode
# Linux does not get as far as its init.
await_kernel() {
    await "$records/$1.log" "$2" $((seconds_for_a_run - SECONDS)) $! && return
    grep --quiet 'as init process' "$records/$1.kernel.log" || cannot "User-Mode Linux does not run here: see $records/$1.kernel.log"
    failed server "the $1 is ready: see $records/$1.log"
}
