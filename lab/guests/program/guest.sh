# A program with one word to say. On UEFI it is GRUB, and it ends: then iPXE ends, too, and the firmware takes over. On BIOS it is a boot
# sector, started as a network boot program, which stays.

readonly TOKEN=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')

case $firmware in
    bios) file=program.0 ;;
    *) file=program.efi ;;
esac
configuration=("program = $work/$file" "message = This is boot $TOKEN.")

make_guest() {
    case $firmware in
        bios) make_boot_sector "$1/$file" "This is the program, $TOKEN." ;;
        *) make_efi_application "$1/$file" "This is the program, $TOKEN." ;;
    esac
}

proofs() {
    prove server 'it gets the program' "$MAC.* fetched .*/$file:"
    prove server 'it says that it starts it now' "$MAC.* is booting $file"
    prove console 'the machine showed the message' "^This is boot $TOKEN\."
    prove console 'the program ran' "^This is the program, $TOKEN\."
    [ "$firmware" = bios ] || prove_it_ended
}

prove_it_ended() {
    prove console 'when it ended, iPXE said so' "^Pixiecore: $file has ended"
    prove console 'and the firmware goes on to its next boot device' 'BdsDxe: failed to start \S+ "UEFI PXEv4'
}
