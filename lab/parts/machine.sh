# Machines: QEMU under software emulation, from power-on. They boot from the network first, and then from a disk if they have one.

readonly OVMF=/usr/share/OVMF
readonly SERIAL='Lab 77&+1%'

# start_machine FIRMWARE CARD MAC WORK RECORDS: what the machine needs goes to WORK, its serial console to RECORDS/console.log.
#   FIRMWARE  bios           SeaBIOS and the iPXE ROM of the card
#             uefi-x64       OVMF and its own PXE over IPv4 (over IPv6 it would wait for two minutes, for want of a server)
#             uefi-x64-http  the same with its PXE switched off, so that it tries HTTP Boot
#   CARD      e1000, virtio
# Its disk is WORK/disk, if that is there: a file is its content, a folder the content of its file system. The machine's UUID ends in
# its MAC; its serial number has what URLs make trouble with.
start_machine() {
    local firmware=$1 card=$2 mac=$3 work=$4 records=$5 disk=
    local arguments=(-accel tcg -m 1024 -display none -no-reboot -monitor none
        -uuid "5a4e3c2b-1d0f-4e8a-9b7c-${mac//:/}" -smbios "type=1,serial=$SERIAL"
        -serial stdio -device virtio-rng-pci
        -netdev "tap,id=lan,ifname=tap0,script=no,downscript=no")
    [ "$card" != virtio ] || card=virtio-net-pci
    card+=",netdev=lan,mac=$mac,bootindex=1"
    case $firmware in
        bios)
            arguments+=(-machine pc,graphics=off) ;;
        uefi-x64 | uefi-x64-http)
            cp "$OVMF/OVMF_VARS_4M.fd" "$work/nvram"
            card+=,romfile=
            arguments+=(-machine q35
                -drive "if=pflash,format=raw,unit=0,readonly=on,file=$OVMF/OVMF_CODE_4M.fd"
                -drive "if=pflash,format=raw,unit=1,file=$work/nvram"
                -fw_cfg name=opt/org.tianocore/IPv6PXESupport,string=n) ;;&
        uefi-x64-http)
            arguments+=(-fw_cfg name=opt/org.tianocore/IPv4PXESupport,string=n) ;;
    esac
    if [ -e "$work/disk" ]; then
        [ ! -d "$work/disk" ] || disk=fat:
        arguments+=(-drive "if=none,id=disk,format=raw,readonly=on,file=$disk$work/disk"
            -device virtio-blk-pci,drive=disk,bootindex=2)
    fi
    add_tap tap0
    on lan qemu-system-x86_64 "${arguments[@]}" -device "$card" </dev/null > >(readable >"$records/console.log") 2>"$records/qemu.log" &
    machine_pid=$!
}

power_off() {
    end_processes "$machine_pid"
    ip -n "$NETWORK-lan" link delete tap0
}

# Without the terminal's escape sequences, carriage returns and empty lines.
readable() {
    sed -u 's/\x1b[^a-zA-Z]*[a-zA-Z]//g; s/[\r\x00]//g; /^ *$/d'
}
