# Debian's own installer, as the package debian-installer-12-netboot-amd64 holds it.

kernel=$DEBIAN_INSTALLER/linux
initrds=("$DEBIAN_INSTALLER/initrd.gz")
cmdline='console=ttyS0 DEBIAN_FRONTEND=text priority=critical'
message=''

make_guest() { :; }

proofs() {
    prove console "the installer's init asks for the language" 'Select a language'
}
