# An EFI application with one word to say. Of its boot program the firmware is told in the form that the case names (form).

readonly TOKEN=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')

configuration=("program = $work/program.efi" "message = This is boot $TOKEN.")

make_guest() {
    make_efi_application "$1/program.efi" "This is the program, $TOKEN."
}

proofs() {
    prove server "it was offered it in the form $form" "$MAC.* offered .* \(form $form\)"
    prove server 'it asked the boot server on port 4011' "$MAC.* told to load "
    prove console 'the program ran' "^This is the program, $TOKEN\."
}
