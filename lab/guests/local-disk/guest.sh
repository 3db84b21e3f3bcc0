# The machine's own disk. What it says is made anew for each run, and the boot server has none of it.

readonly TOKEN=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')

configuration=('boot = local')

make_guest() {
    make_disk "$1" "This is the local disk, $TOKEN."
}

proofs() {
    prove server 'it is sent to its local disk' "$MAC.* gets .*script: the local disk"
    prove console 'it says that it goes there' '^Pixiecore: this machine boots from its local disk'
    prove console 'its local disk booted' "^This is the local disk, $TOKEN\."
}
