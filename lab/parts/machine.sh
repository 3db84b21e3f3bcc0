# Machines: QEMU under software emulation, from power-on, with nothing to boot from but the network.

readonly OVMF=/usr/share/OVMF

# start_machine FIRMWARE CARD MAC FOLDER: the console is recorded in FOLDER/console.log.
# The machine's UUID ends in its MAC. FIRMWARE: bios, uefi-x64 (OVMF with its own PXE), uefi-x64-http (the same with PXE off, so that it tries HTTP Boot). CARD: e1000, virtio.
start_machine() {
    local firmware=$1 card=$2 mac=$3 folder=$4
    local arguments=(-accel tcg -m 1024 -display none -no-reboot -monitor none
        -uuid "5a4e3c2b-1d0f-4e8a-9b7c-${mac//:/}"
        -serial "file:$folder/console.log" -device virtio-rng-pci
        -netdev "tap,id=lan,ifname=tap0,script=no,downscript=no")
    case $card in
        e1000) card=e1000 ;;
        virtio) card=virtio-net-pci ;;
    esac
    card+=",netdev=lan,mac=$mac,bootindex=1"
    case $firmware in
        bios)
            arguments+=(-machine pc,graphics=off) ;;
        uefi-x64 | uefi-x64-http)
            cp "$OVMF/OVMF_VARS_4M.fd" "$folder/nvram"
            card+=,romfile=
            arguments+=(-machine q35
                -drive "if=pflash,format=raw,unit=0,readonly=on,file=$OVMF/OVMF_CODE_4M.fd"
                -drive "if=pflash,format=raw,unit=1,file=$folder/nvram") ;;&
        uefi-x64-http)
            arguments+=(-fw_cfg name=opt/org.tianocore/IPv4PXESupport,string=n -fw_cfg name=opt/org.tianocore/IPv6PXESupport,string=n) ;;
    esac
    add_tap tap0
    on lan qemu-system-x86_64 "${arguments[@]}" -device "$card" </dev/null >"$folder/qemu.log" 2>&1 &
}
