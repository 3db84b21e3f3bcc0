# The kernel of Debian's installer with two initrds of our own. Their init (see ./init) tells what reached it; what it has to tell is
# made anew for each run, so no earlier run can stand for this one.

readonly TOKEN=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
# In the order in which they need each other. A kernel has some of them built in.
readonly DRIVERS=({virtio,virtio_ring,virtio_pci_legacy_dev,virtio_pci_modern_dev,virtio_pci,failover,net_failover,virtio_net,e1000}.ko)
# A busybox for the machine's processor. Another one than this computer's is in its installer, and needs the C library.
readonly INSTALLERS_BUSYBOX=(bin/busybox lib/ld-linux-aarch64.so.1 lib/aarch64-linux-gnu/{ld-linux-aarch64.so.1,libc.so.6,libresolv.so.2})

kernel=$DEBIAN_INSTALLER/linux
initrds=(first.cpio.gz second.cpio.gz)
cmdline="console=$terminal"' quiet probe.words="two words" probe.url={{ ID "./greeting" }} probe.token='$TOKEN
message="This is boot $TOKEN."

# make_guest FOLDER: leaves there the initrds, and the file that the command line names.
make_guest() (
    here=$PWD/guests/probe
    cd "$1"
    mkdir -p first/{bin,dev,proc,sys,drivers} second installer
    (cd installer && zcat "$DEBIAN_INSTALLER/initrd.gz" | cpio --quiet -id "${DRIVERS[@]/#/*/}" "${INSTALLERS_BUSYBOX[@]}")
    if [ "$architecture" = amd64 ]; then
        cp /bin/busybox first/bin/
    else
        (cd installer && cp -a --parents "${INSTALLERS_BUSYBOX[@]}" ../first/)
        # that one has no --install
        for applet in cat dmesg insmod ip mount sed sleep udhcpc wget; do
            ln -s busybox "first/bin/$applet"
        done
    fi
    install "$here/init" "$here/lease" first/
    find installer/lib/modules -name '*.ko' -exec mv {} first/drivers/ \;
    (cd first/drivers && ls -d "${DRIVERS[@]}" 2>/dev/null || true) >second/order
    printf '%s\n' "${DRIVERS[@]}" | grep -Fxf second/order >first/drivers/order
    rm second/order
    echo "merged $TOKEN" >second/second-initrd
    (cd first && find . | cpio --quiet -o -H newc | gzip) >first.cpio.gz
    (cd second && find . | cpio --quiet -o -H newc | gzip) >second.cpio.gz
    echo "hello $TOKEN" >greeting
    rm -r first second installer
)

# GRUB quotes a whole argument, and U-Boot shows the message as the only item of a menu. On UEFI, iPXE puts the image's name before the
# command line, and Linux finds its initrds by name (initrd=).
proofs() {
    prove console 'the machine showed the message' "^(1:\s+)?This is boot $TOKEN\."
    prove console 'the kernel reached user space' '^probe: user space'
    prove console 'its command line is the one that was asked for' \
        '^probe: command line: (\S+ )*console='"$terminal"' quiet (probe\.words="two words"|"probe\.words=two words") probe\.url=http://\S+ probe\.token='"$TOKEN"'( \S+=\S+)*\s*$'
    prove console 'the kernel merged both initrds' "^probe: second initrd: merged $TOKEN"
    [ "$firmware" != uefi-x64-secure ] || prove console 'the kernel says that Secure Boot is on' '^probe: Secure Boot: enabled'
    prove console 'the URL on the command line gives the file' "^probe: fetched: hello $TOKEN"
}
