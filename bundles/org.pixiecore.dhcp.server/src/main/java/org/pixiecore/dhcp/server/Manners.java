package org.pixiecore.dhcp.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.dhcp.AnswerForm;
import org.pixiecore.dhcp.BootMenu;
import org.pixiecore.dhcp.BootTarget;
import org.pixiecore.dhcp.Client;
import org.pixiecore.dhcp.Manner;
import org.pixiecore.dhcp.PxePort;
import org.pixiecore.dhcp.PxeRequest;
import org.pixiecore.dhcp.StubbornFirmware;

/**
 * How each machine's firmware is answered: in the form that a person set, or that it is found to
 * take; and what was chosen from the menu. One for both ports.
 */
final class Manners {

  private static final int MOST_CHOICES = 4096;

  private final Supplier<DhcpSettings> settings;
  private final LongSupplier nanoTime;
  private final BootReport report;
  private final BootLog log;
  private final StubbornFirmware stubborn = new StubbornFirmware();

  /** Of machines whose firmware is done: what a person chose on them, for the iPXE that came. */
  private final Map<MacAddress, LoadChoice> choices =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<MacAddress, LoadChoice> eldest) {
              return size() > MOST_CHOICES;
            }
          });

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  Manners(Supplier<DhcpSettings> settings, LongSupplier nanoTime, BootReport report, BootLog log) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.report = report;
    this.log = log;
  }

  /**
   * A machine was heard from. It has come on in its boot if it asks the boot server, or if what
   * asks is iPXE; another of its firmware's ways to boot, like HTTP, begins anew.
   *
   * @param who the machine, for a log line
   */
  void heard(PxeRequest request, Object who) {
    boolean cameOn =
        request.port() == PxePort.BOOT_SERVER || request.client().firmware() == Firmware.IPXE;
    if (!cameOn) {
      return;
    }
    stubborn
        .progressed(request.machine().mac())
        .ifPresent(
            form ->
                log.step(
                    ("%s: takes answers of form %s; it gets them at once from now on, and so do"
                            + " others of its vendor once three have taken them")
                        .formatted(who, form)));
  }

  /** What a request asks for, or what was chosen on the machine a moment ago. */
  LoadChoice choice(PxeRequest request, Object who) {
    MacAddress mac = request.machine().mac();
    if (isFirmwaresDiscover(request)) {
      choices.remove(mac);
      return LoadChoice.AUTO;
    }
    if (request.client() != Client.PXE) {
      return choices.getOrDefault(mac, LoadChoice.AUTO);
    }
    Optional<MenuSettings> menu = settings.get().menu();
    OptionalInt type = request.bootServerType();
    if (menu.isEmpty() || type.isEmpty()) {
      return LoadChoice.AUTO;
    }
    Optional<LoadChoice> choice = menu.get().choice(type.getAsInt());
    if (choice.isEmpty()) {
      log.step(
          ("%s: asks for an item of a menu, boot server type %d, that is none of menuItems; it"
                  + " gets what it gets without a menu")
              .formatted(who, type.getAsInt()));
    }
    choice.ifPresent(chosen -> choices.put(mac, chosen));
    return choice.orElse(LoadChoice.AUTO);
  }

  /**
   * How to answer, now that it is known what the machine loads. To be asked once for each answer:
   * firmware that asks again and again is answered in another form.
   */
  Manner of(PxeRequest request, BootTarget target, Object who) {
    DhcpSettings now = settings.get();
    BootMenu menu = now.menu().map(MenuSettings::shown).orElse(BootMenu.UNSEEN);
    if (!isFirmwaresDiscover(request)) {
      return new Manner(AnswerForm.DIRECT, menu);
    }
    Optional<AnswerForm> fixed = now.forms().of(request.machine().mac()).form();
    return new Manner(fixed.orElseGet(() -> found(request, target, who, now)), menu);
  }

  private AnswerForm found(PxeRequest request, BootTarget target, Object who, DhcpSettings now) {
    boolean heardAgain =
        target instanceof BootTarget.Program program && program.loader() == Loader.IPXE;
    StubbornFirmware.Offer offer =
        stubborn.offer(request, now.menu().isPresent(), heardAgain, nanoTime.getAsLong());
    offer.inVain().ifPresent(before -> changed(request, before, offer.form(), who));
    return offer.form();
  }

  private void changed(PxeRequest request, AnswerForm before, AnswerForm now, Object who) {
    report.formChanged(request, before, now);
    log.step(
        ("%s: asks again and again, and does not boot from an answer of form %s; form %s is tried"
                + " now")
            .formatted(who, before, now));
  }

  private static boolean isFirmwaresDiscover(PxeRequest request) {
    return request.client() == Client.PXE && request.port() == PxePort.PROXY_DHCP;
  }
}
