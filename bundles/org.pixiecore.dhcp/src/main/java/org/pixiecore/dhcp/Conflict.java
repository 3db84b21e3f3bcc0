package org.pixiecore.dhcp;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What another server says that keeps machines from booting by this one. A table. */
public enum Conflict {
  /** A second server in this one's role: dnsmasq, WDS, FOG, another Pixiecore. */
  OTHER_PROXY(
      "is a ProxyDHCP server, too: machines boot by whichever of the two they hear first, which may"
          + " be another each time",
      "Stop one of them, or let each answer machines of its own alone"),

  /**
   * An address and a PXE boot in one offer. EDK2 ranks it above every proxy's, and a BIOS ROM waits
   * for no proxy then (PXE 2.1 section 2.2.4).
   */
  BOOTS_PXE_ITSELF(
      "tells PXE firmware itself what to boot (options 60 and 43), so machines never ask Pixiecore",
      "Take options 60 and 43 out of its configuration, and its boot file"),

  /**
   * The mark of a PXE server without its options, as routers send it with a boot file. EDK2 ranks
   * it above a proxy's offer without option 43 and asks port 4011 of that server ("BINL").
   */
  CALLS_ITSELF_PXE(
      "calls itself a PXE server (option 60) and is none: BIOS machines do not wait for Pixiecore,"
          + " and UEFI machines may ask that server on port 4011, where nobody answers",
      "Take option 60 out of its configuration"),

  /** UEFI HTTP Boot takes its URL from such an offer and needs no proxy's. */
  BOOTS_HTTP_ITSELF(
      "tells UEFI HTTP Boot itself what to load (option 60 HTTPClient), so machines that boot by"
          + " HTTP never ask Pixiecore",
      "Take option 60 and the boot file out of its configuration"),

  /** EDK2 ranks it below a proxy's offer; not all firmware does, and iPXE waits 2 s for a proxy. */
  NAMES_A_BOOT_FILE(
      "names a boot file (option 67 or the file field): a machine that does not hear Pixiecore in"
          + " time, or does not look at a second offer, loads that one",
      "Take the boot file and next server out of its configuration"),

  /** iPXE's {@code no-pxedhcp}. */
  FORBIDS_PROXIES(
      "tells iPXE to wait for no ProxyDHCP server (option 175, 0xb0): machines with iPXE in their"
          + " ROM go on without Pixiecore",
      "Take ipxe.no-pxedhcp out of its configuration");

  /** What a server's reply says, as far as it decides. */
  record Reply(
      boolean givesAddress,
      boolean isForPxe,
      boolean isForHttp,
      boolean hasPxeOptions,
      boolean namesBootFile,
      boolean forbidsProxies) {

    boolean speaksToFirmware() {
      return isForPxe || isForHttp;
    }
  }

  private static final Map<Conflict, Predicate<Reply>> SIGNS =
      new EnumMap<>(
          Map.of(
              OTHER_PROXY,
              reply -> !reply.givesAddress() && reply.speaksToFirmware(),
              BOOTS_PXE_ITSELF,
              reply -> reply.givesAddress() && reply.isForPxe() && reply.hasPxeOptions(),
              CALLS_ITSELF_PXE,
              reply -> reply.givesAddress() && reply.isForPxe() && !reply.hasPxeOptions(),
              BOOTS_HTTP_ITSELF,
              reply -> reply.givesAddress() && reply.isForHttp(),
              NAMES_A_BOOT_FILE,
              reply -> reply.givesAddress() && !reply.speaksToFirmware() && reply.namesBootFile(),
              FORBIDS_PROXIES,
              Reply::forbidsProxies));

  private final String effect;
  private final String remedy;

  Conflict(String effect, String remedy) {
    this.effect = effect;
    this.remedy = remedy;
  }

  static Set<Conflict> in(Reply reply) {
    return Stream.of(values())
        .filter(conflict -> SIGNS.get(conflict).test(reply))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Conflict.class)));
  }

  /** What the server does, and what machines do for it: words that continue its name. */
  public String effect() {
    return effect;
  }

  /** What a person can do about it: a sentence without its full stop. */
  public String remedy() {
    return remedy;
  }
}
