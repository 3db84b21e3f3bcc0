package org.pixiecore.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * What a site has to boot: network boot programs, a kernel and two initrds, of arbitrary octets.
 *
 * @param directory where they are, beside the server's etc/
 */
record Site(Path directory) {

  static final String BOOTER = "org.pixiecore.booter.static-lab";
  static final String COMMAND_LINE = "console=ttyS0 quiet";

  private static final String PROGRAMS = "programs";

  /** Makes the files. They are the same each time. */
  static Site beside(Etc etc) throws IOException {
    Site site = new Site(etc.directory().resolveSibling("site"));
    Files.createDirectories(site.directory.resolve(PROGRAMS));
    write(site.program("undionly.kpxe"), 74_213);
    write(site.program("snponly.efi"), 512 * 300); // ends with an empty block
    write(site.program("ipxe-i386.efi"), 1);
    write(site.program("lpxelinux.0"), 91_000);
    write(site.program("ldlinux.c32"), 120_000);
    write(site.program("shimx64.efi"), 900_001);
    write(site.program("grubx64.efi"), 1_500_001);
    write(site.kernel(), 5_000_003);
    for (Path initrd : site.initrds()) {
      write(initrd, 1_000_001);
    }
    return site;
  }

  /** Writes what makes every machine boot them. */
  void configure(Etc etc) throws IOException {
    configurePrograms(etc);
    configureBooter(etc);
  }

  /** Writes where the network boot programs are. */
  void configurePrograms(Etc etc) throws IOException {
    etc.set("org.pixiecore.bootloaders", "directories", directory.resolve(PROGRAMS).toString());
  }

  /** Writes what makes the fixed booter answer for every machine, with kernel and initrds. */
  void configureBooter(Etc etc) throws IOException {
    etc.clear(BOOTER);
    etc.set(
        BOOTER,
        "kernel",
        kernel().toString(),
        "initrd",
        initrds().get(0) + ", " + initrds().get(1),
        "cmdline",
        COMMAND_LINE);
  }

  Path program(String name) {
    return directory.resolve(PROGRAMS).resolve(name);
  }

  Path kernel() {
    return directory.resolve("vmlinuz");
  }

  List<Path> initrds() {
    return List.of(directory.resolve("initrd.gz"), directory.resolve("extra.cpio"));
  }

  private static void write(Path file, int size) throws IOException {
    byte[] octets = new byte[size];
    new Random(file.getFileName().toString().hashCode()).nextBytes(octets);
    Files.write(file, octets);
  }
}
