# Machines: QEMU under software emulation, from power-on, with nothing to boot from but the network.

readonly OVMF=/usr/share/OVMF

# start_machine FIRMWARE CARD MAC WORK RECORDS: what the machine needs goes to WORK, its serial console to RECORDS/console.log.
#   FIRMWARE  bios           SeaBIOS and the iPXE ROM of the card
#             uefi-x64       OVMF and its own PXE
#             uefi-x64-http  the same with its PXE switched off, so that it tries HTTP Boot
#   CARD      e1000, virtio
# The machine's UUID ends in its MAC.
start_machine() {
    local firmware=$1 card=$2 mac=$3 work=$4 records=$5
    local arguments=(-accel tcg -m 1024 -display none -no-reboot -monitor none
        -uuid "5a4e3c2b-1d0f-4e8a-9b7c-${mac//:/}"
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
                -drive "if=pflash,format=raw,unit=1,file=$work/nvram") ;;&
        uefi-x64-http)
            arguments+=(-fw_cfg name=opt/org.tianocore/IPv4PXESupport,string=n
                -fw_cfg name=opt/org.tianocore/IPv6PXESupport,string=n) ;;
    esac
    add_tap tap0
    on lan qemu-system-x86_64 "${arguments[@]}" -device "$card" </dev/null > >(readable >"$records/console.log") 2>"$records/qemu.log" &
    machine_pid=$!
}

# Without the terminal's escape sequences, carriage returns and empty lines.
readable() {
    sed -u 's/\x1b[^a-zA-Z]*[a-zA-Z]//g; s/[\r\x00]//g; /^ *$/d'
}
