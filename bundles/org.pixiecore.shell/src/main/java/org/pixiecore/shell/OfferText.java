package org.pixiecore.shell;

import java.util.Optional;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.BootStage;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

/**
 * What the firmware of a machine that is booted would be offered, as people read it.
 *
 * @param firmware the machine as its firmware asks
 * @param program what there is for it
 */
record OfferText(Machine firmware, Optional<BootProgram> program) {

  /**
   * The machine as its firmware asks: what people explain is as a rule its boot loader. Empty where
   * firmware loads no boot program.
   */
  static Optional<Machine> firmwareOf(Machine machine) {
    return switch (machine.firmware()) {
      case U_BOOT, RASPBERRY_PI -> Optional.empty();
      case PXE, HTTP_BOOT -> Optional.of(machine);
      case IPXE, PXELINUX, GRUB ->
          Optional.of(
              new Machine(
                  machine.mac(),
                  machine.architecture(),
                  machine.architecture().byHttp() ? Firmware.HTTP_BOOT : Firmware.PXE,
                  BootStage.OFFER,
                  machine.uuid(),
                  Optional.empty(),
                  Optional.empty(),
                  machine.network()));
    };
  }

  @Override
  public String toString() {
    return program
        .map(this::offered)
        .orElseGet(
            () ->
                "No boot program for %s is installed, so its firmware gets no answer; pixiecore:status tells how to get one."
                    .formatted(firmware.architecture()));
  }

  private String offered(BootProgram offer) {
    Network network = firmware.network();
    return "Its firmware is offered %s (%s) by %s%s"
        .formatted(
            offer.name(),
            offer.path(),
            firmware.firmware() == Firmware.HTTP_BOOT ? "HTTP" : "TFTP",
            network
                .server()
                .map(address -> " from " + address.getHostAddress())
                .orElse(", from the address that this server has in the machine's network"));
  }
}
