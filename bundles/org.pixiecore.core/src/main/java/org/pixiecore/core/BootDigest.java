package org.pixiecore.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;

/**
 * Tells one thing to boot from another, also after a restart and in the next release: {@code
 * sha256:} with 16 digits. What a booter may answer anew each time, without a person's change,
 * counts for nothing: see {@link BootSpec.Once}.
 */
final class BootDigest {

  private static final int DIGITS = 16;

  private final MessageDigest digest;

  private BootDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 does not work in this Java", e);
    }
  }

  static String of(BootSpec.NetworkBoot boot) {
    BootDigest parts = new BootDigest();
    if (boot instanceof BootSpec.KernelBoot kernel) {
      parts.add("kernel", unsigned(kernel.kernel()));
      kernel.initrds().forEach(initrd -> parts.add("initrd", unsigned(initrd)));
      parts.add("cmdline", kernel.commandLine().expand(BootDigest::unsigned, "{{ CONFIRM }}"));
    } else if (boot instanceof BootSpec.ProgramBoot program) {
      parts.add("program", unsigned(program.program()));
    } else if (boot instanceof BootSpec.IpxeScript script) {
      parts.add("ipxe-script", script.script());
    }
    return "sha256:" + HexFormat.of().formatHex(parts.digest.digest()).substring(0, DIGITS);
  }

  /** The length comes before the text, so that no two lists of parts are the same octets. */
  private void add(String kind, String text) {
    byte[] octets = text.getBytes(UTF_8);
    digest.update((kind + " " + octets.length + "\n").getBytes(UTF_8));
    digest.update(octets);
  }

  /** Without what may be a password, or a signature of the moment. */
  private static String unsigned(BootFile file) {
    URI location = file.location();
    String server = file.isLocal() ? "" : location.getHost() + ":" + location.getPort();
    return location.getScheme() + "://" + server + location.getRawPath();
  }
}
