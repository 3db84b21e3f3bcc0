package org.pixiecore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.MacAddress;

class VendorListTest {

  /** As in systemd's 20-OUI.hwdb. */
  private static final String HWDB =
      """
      # This file is part of systemd.

      OUI:00000C*
       ID_OUI_FROM_DATABASE=Cisco Systems, Inc

      OUI:001B21*
       ID_OUI_FROM_DATABASE=Intel Corporate

      OUI:001B22*
       ID_OUI_FROM_DATABASE=Intel Corporate

      OUI:0050C2*
       ID_OUI_FROM_DATABASE=IEEE Registration Authority

      OUI:0050C2001*
       ID_OUI_FROM_DATABASE=JMBS Developpements
      """;

  /** As in ieee-data's oui.txt. */
  private static final String IEEE =
      """
      OUI/MA-L                                                    Organization

      00-00-0C   (hex)\t\tCisco Systems, Inc
      00000C     (base 16)\t\tCisco Systems, Inc
      \t\t\t\t170 WEST TASMAN DRIVE
      3C-EC-EF   (hex)\t\tSuper Micro Computer, Inc.
      """;

  @TempDir private Path directory;

  @Test
  void systemdsListIsRead() throws IOException {
    VendorList list = read(HWDB);

    assertThat(list.size()).isEqualTo(3);
    assertThat(list.name(0x00000c)).contains("Cisco Systems, Inc");
    assertThat(list.name(0x001b22)).contains("Intel Corporate");
    assertThat(list.name(0x0050c2)).isEmpty();
    assertThat(list.name(0x123456)).isEmpty();
  }

  @Test
  void ieeesListIsRead() throws IOException {
    VendorList list = read(IEEE);

    assertThat(list.size()).isEqualTo(2);
    assertThat(list.name(0x3cecef)).contains("Super Micro Computer, Inc.");
  }

  @Test
  void anythingElseIsAnEmptyList() throws IOException {
    assertThat(read("what\never\n ID_OUI_FROM_DATABASE=nobody\n").size()).isZero();
  }

  @Test
  void longNamesAreCut() throws IOException {
    VendorList list = read("OUI:00000C*\n ID_OUI_FROM_DATABASE=" + "é".repeat(500) + "\n");

    assertThat(list.name(0x00000c)).contains("é".repeat(60));
  }

  @Test
  void theFirstListThatIsThereServes() throws IOException {
    Path hwdb = Files.writeString(directory.resolve("hwdb"), HWDB);
    Path ieee = Files.writeString(directory.resolve("oui.txt"), IEEE);
    InstalledVendors vendors = new InstalledVendors(List.of(directory.resolve("none"), hwdb, ieee));
    vendors.read();

    assertThat(vendors.name(MacAddress.parse("00:1b:21:00:00:01"))).contains("Intel Corporate");
    assertThat(vendors.name(MacAddress.parse("3c:ec:ef:00:00:01"))).isEmpty();
  }

  @Test
  void whereThereIsNoListNobodyIsNamedButQemu() {
    InstalledVendors vendors = new InstalledVendors(List.of(directory.resolve("none")));
    vendors.read();

    assertThat(vendors.name(MacAddress.parse("00:1b:21:00:00:01"))).isEmpty();
    assertThat(vendors.name(MacAddress.parse("52:54:00:00:00:01"))).contains("QEMU");
  }

  /** The second bit of the first octet: somebody made it up. */
  @Test
  void aLocallyAdministeredAddressHasNoVendor() throws IOException {
    Path hwdb =
        Files.writeString(directory.resolve("hwdb"), "OUI:020001*\n ID_OUI_FROM_DATABASE=X\n");
    InstalledVendors vendors = new InstalledVendors(List.of(hwdb));
    vendors.read();

    assertThat(vendors.name(MacAddress.parse("02:00:01:00:00:01"))).isEmpty();
  }

  private static VendorList read(String text) throws IOException {
    return VendorList.read(new BufferedReader(new StringReader(text)));
  }
}
