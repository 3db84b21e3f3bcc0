# Disks to boot from, and what boots: nothing but a word on the console. Made at run time, for each firmware its own kind.

# make_disk FOLDER WORD: leaves FOLDER/disk, for start_machine.
make_disk() {
    case $firmware in
        bios)
            make_boot_sector "$1/disk" "$2"
            truncate -s 1M "$1/disk" ;;
        uefi-*)
            mkdir -p "$1/disk/EFI/BOOT"
            make_efi_application "$1/disk/EFI/BOOT/BOOTX64.EFI" "$2" halt ;;
    esac
}

# make_boot_sector FILE WORD: the BIOS starts a disk's first 512 octets at 0000:7c00, if they end in 55 aa.
make_boot_sector() {
    {
        printf '\x31\xc0\x8e\xd8\xbe\x15\x7c' # xor ax,ax; mov ds,ax; mov si,0x7c15 (the word)
        printf '\xac\x84\xc0\x74\xfe'         # next: lodsb; test al,al; here: jz here
        printf '\xb4\x0e\xbb\x07\x00\xcd\x10' # mov ah,0x0e; mov bx,7; int 0x10
        printf '\xeb\xf2'                     # jmp next
        printf '\r\n%s\r\n\0' "$2"
    } >"$1"
    truncate -s 510 "$1"
    printf '\x55\xaa' >>"$1"
}

# make_efi_application FILE WORD [halt]: GRUB without its shell, which says the word and ends, or halts.
make_efi_application() {
    local script=$1.cfg
    printf 'echo\necho "%s"\n%s\n' "$2" "${3:-exit}" >"$script"
    grub-mkimage --format=x86_64-efi --output="$1" --prefix=/ --config="$script" echo minicmd halt
    rm "$script"
}
