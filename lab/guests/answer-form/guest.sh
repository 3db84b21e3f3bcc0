# An EFI application with one word to say. Of its boot program the firmware is told in the form that the case names, by lines of the
# DHCP server's configuration (settings).

readonly TOKEN=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')

configuration=("program = $work/program.efi" "message = This is boot $TOKEN.")

make_guest() {
    make_efi_application "$1/program.efi" "This is the program, $TOKEN."
    mkdir "$1/etc"
    printf '%s\n' "${settings[@]}" >"$1/etc/org.pixiecore.dhcp.server.cfg"
}

proofs() {
    prove server "it was offered it in the form $form" "$MAC.* offered .* \(form $form\)"
    prove server 'it asked the boot server on port 4011' "$MAC.* told to load "
    prove console 'the program ran' "^This is the program, $TOKEN\."
}
