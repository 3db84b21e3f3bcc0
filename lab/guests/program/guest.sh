# An EFI application, GRUB with one word to say, that ends. Then iPXE ends, too, and the firmware takes over.

readonly TOKEN=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')

configuration=("program = $work/program.efi" "message = This is boot $TOKEN.")

make_guest() {
    make_efi_application "$1/program.efi" "This is the program, $TOKEN."
}

proofs() {
    prove server 'it gets the program' "$MAC.* fetched .*/program\.efi:"
    prove server 'it says that it starts it now' "$MAC.* is booting program\.efi"
    prove console 'the machine showed the message' "^This is boot $TOKEN\."
    prove console 'the program ran' "^This is the program, $TOKEN\."
    prove console 'when it ended, iPXE said so' '^Pixiecore: program\.efi has ended'
    prove console 'and the firmware goes on to its next boot device' 'BdsDxe: failed to start \S+ "UEFI PXEv4'
}
