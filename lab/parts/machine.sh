# Machines: QEMU under software emulation, from power-on. They boot from the network first, and then from a disk if they have one.

readonly SERIAL='Lab 77&+1%'

# The firmware of machines, one a line: its name, the machine that QEMU is to be, the firmware's code, its variables, settings, the
# packages that it comes from. The variables ("-" where it keeps none) are copied, so each machine begins as it was delivered.
#   bios              SeaBIOS and the iPXE ROM of the card
#   uefi-*            OVMF and AAVMF and their own PXE over IPv4 (over IPv6 it would wait for two minutes, for want of a server)
#   uefi-*-http       the same with PXE switched off, so that they do HTTP Boot
#   uefi-x64-secure   OVMF with Secure Boot, and the keys that machines are sold with
#   u-boot-arm64      U-Boot, as it starts without anything stored; -newer is that of the packages "newer" (setup/packages)
firmwares() {
    cat <<'END'
bios            x86_64  pc,graphics=off -                                         -                                   -        seabios,ipxe-qemu
uefi-x64        x86_64  q35             /usr/share/OVMF/OVMF_CODE_4M.fd           /usr/share/OVMF/OVMF_VARS_4M.fd     pxe      ovmf
uefi-x64-http   x86_64  q35             /usr/share/OVMF/OVMF_CODE_4M.fd           /usr/share/OVMF/OVMF_VARS_4M.fd     http     ovmf
uefi-x64-secure x86_64  q35,smm=on      /usr/share/OVMF/OVMF_CODE_4M.secboot.fd   /usr/share/OVMF/OVMF_VARS_4M.ms.fd  pxe,smm  ovmf
uefi-ia32       x86_64  q35,smm=on      /usr/share/OVMF/OVMF32_CODE_4M.secboot.fd /usr/share/OVMF/OVMF32_VARS_4M.fd   pxe,smm  ovmf-ia32
uefi-ia32-http  x86_64  q35,smm=on      /usr/share/OVMF/OVMF32_CODE_4M.secboot.fd /usr/share/OVMF/OVMF32_VARS_4M.fd   http,smm ovmf-ia32
uefi-arm64      aarch64 virt            /usr/share/AAVMF/AAVMF_CODE.fd            /usr/share/AAVMF/AAVMF_VARS.fd      pxe      qemu-efi-aarch64
uefi-arm64-http aarch64 virt            /usr/share/AAVMF/AAVMF_CODE.fd            /usr/share/AAVMF/AAVMF_VARS.fd      http     qemu-efi-aarch64
u-boot-arm64    aarch64 virt            /usr/lib/u-boot/qemu_arm64/u-boot.bin     -                                   -        u-boot-qemu
u-boot-arm64-newer aarch64 virt         target/newer/usr/lib/u-boot/qemu_arm64/u-boot.bin -                             -        newer:u-boot-qemu
END
}

# packages_of FIRMWARE: their names.
packages_of() {
    local names
    read -r _ _ _ _ _ _ names < <(firmwares | grep "^$1 ")
    echo "${names//,/ }"
}

# versions_of PACKAGE...: their names and versions. "newer:" stands before those that are not installed, but unpacked in target/newer.
versions_of() {
    local name
    for name; do
        case $name in
            newer:*) grep "^${name#newer:} " target/newer/versions ;;
            *) dpkg-query -W -f '${Package} ${Version}\n' "$name" ;;
        esac
    done | paste -sd, | sed 's/,/, /g'
}

# start_machine FIRMWARE CARD MAC WORK RECORDS: what the machine needs goes to WORK, its serial console to RECORDS/console.log.
#   FIRMWARE  one of those above
#   CARD      e1000, virtio
# Its disk is WORK/disk, if that is there: a file is its content, a folder the content of its file system. The machine's UUID ends in
# its MAC; its serial number has what URLs make trouble with.
start_machine() {
    local firmware=$1 card=$2 mac=$3 work=$4 records=$5 disk= emulated machine code variables settings setting
    read -r _ emulated machine code variables settings _ < <(firmwares | grep "^$firmware ")
    local arguments=(-accel tcg -m 1024 -display none -no-reboot -monitor none -machine "$machine"
        -uuid "5a4e3c2b-1d0f-4e8a-9b7c-${mac//:/}" -smbios "type=1,serial=$SERIAL"
        -serial stdio -device virtio-rng-pci
        -netdev "tap,id=lan,ifname=tap0,script=no,downscript=no")
    [ "$card" != virtio ] || card=virtio-net-pci
    card+=",netdev=lan,mac=$mac,bootindex=1"
    [ "$emulated" != aarch64 ] || arguments+=(-cpu cortex-a57)
    # with firmware that can boot from the network itself, the card's ROM is not to
    [ "$code" = - ] || card+=,romfile=
    if [ "$variables" != - ]; then
        cp --sparse=always "$variables" "$work/nvram"
        arguments+=(-drive "if=pflash,format=raw,unit=0,readonly=on,file=$code"
            -drive "if=pflash,format=raw,unit=1,file=$work/nvram")
    elif [ "$code" != - ]; then
        arguments+=(-bios "$code")
    fi
    for setting in ${settings//,/ }; do
        case $setting in
            http) arguments+=(-fw_cfg name=opt/org.tianocore/IPv4PXESupport,string=n) ;;&
            pxe | http) arguments+=(-fw_cfg name=opt/org.tianocore/IPv6PXESupport,string=n) ;;
            smm) arguments+=(-global driver=cfi.pflash01,property=secure,value=on) ;;
        esac
    done
    if [ -e "$work/disk" ]; then
        [ ! -d "$work/disk" ] || disk=fat:
        arguments+=(-drive "if=none,id=disk,format=raw,readonly=on,file=$disk$work/disk"
            -device virtio-blk-pci,drive=disk,bootindex=2)
    fi
    add_tap tap0
    [ -e "$work/keyboard" ] || mkfifo "$work/keyboard"
    exec {keyboard}<>"$work/keyboard"
    on "$machines_wire" "qemu-system-$emulated" "${arguments[@]}" -device "$card" <"$work/keyboard" \
        > >(tee "$work/terminal" | readable >"$records/console.log") 2>"$records/qemu.log" &
    machine_pid=$!
}

# enter TEXT: typed at the machine's serial console.
enter() {
    printf '%s\r' "$*" >&"$keyboard"
}

power_off() {
    end_processes "$machine_pid"
    ip -n "$NETWORK-$machines_wire" link delete tap0
}

# Without the terminal's escape sequences, carriage returns and empty lines.
readable() {
    sed -u 's/\x1b[^a-zA-Z]*[a-zA-Z]//g; s/[\r\x00]//g; /^ *$/d'
}
