package org.pixiecore.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Interfaces;
import org.pixiecore.dhcp.BootMenu;
import org.pixiecore.dhcp.PxePort;

class DhcpSettingsTest {

  private static final DhcpSettings DEFAULTS =
      new DhcpSettings(
          Interfaces.ALL,
          67,
          4011,
          Duration.ofMillis(500),
          SocketKind.AUTO,
          new FormSettings(FormSettings.Choice.AUTO, List.of()),
          Optional.empty(),
          Duration.ofMinutes(5));

  @Test
  void everythingHasADefault() {
    assertThat(DhcpSettings.parse(new Configuration(Map.of()))).isEqualTo(DEFAULTS);
  }

  @Test
  void everythingCanBeSet() {
    Configuration configuration =
        new Configuration(
            Map.ofEntries(
                Map.entry("interfaces", "eth0, 10.0.0.5"),
                Map.entry("dhcpPort", "6767"),
                Map.entry("pxePort", "6011"),
                Map.entry("patience", "900"),
                Map.entry("socket", "Portable"),
                Map.entry("answerForm", "BINL"),
                Map.entry("answerForms", "52:54:00 = menu"),
                Map.entry("menuItems", "Network = all=auto, Local disk = local"),
                Map.entry("menuPrompt", "Press F8"),
                Map.entry("menuTimeout", "5"),
                Map.entry("survey", "0")));
    DhcpSettings settings = DhcpSettings.parse(configuration);
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.unknownKeys()).isEmpty();
    assertThat(settings)
        .isEqualTo(
            new DhcpSettings(
                new Interfaces(List.of("eth0", "10.0.0.5")),
                6767,
                6011,
                Duration.ofMillis(900),
                SocketKind.PORTABLE,
                new FormSettings(
                    FormSettings.Choice.BINL,
                    List.of(
                        new FormSettings.Rule(
                            MacPrefix.parse("52:54:00"), FormSettings.Choice.MENU))),
                Optional.of(
                    new MenuSettings(
                        new BootMenu(
                            "Press F8",
                            5,
                            List.of(
                                new BootMenu.Item(0x8000, "Network = all"),
                                new BootMenu.Item(BootMenu.LOCAL_DISK, "Local disk"))),
                        List.of(LoadChoice.AUTO, new LoadChoice.LocalDisk()))),
                Duration.ZERO));
    assertThat(settings.port(PxePort.PROXY_DHCP)).isEqualTo(6767);
    assertThat(settings.port(PxePort.BOOT_SERVER)).isEqualTo(6011);
  }

  @ParameterizedTest
  @CsvSource({
    "interfaces, an interface",
    "dhcpPort, 0",
    "dhcpPort, 65536",
    "dhcpPort, bootps",
    "dhcpPort, 4011", // the other one's
    "pxePort, -1",
    "patience, 0",
    "patience, 2000", // iPXE would not wait for it
    "socket, rough",
    "answerForm, raspberry_pi",
    "answerForms, 52:54:00",
    "answerForms, 52:5=menu",
    "answerForms, 52:54:00:00:00:00:00=menu",
    "answerForms, 52:54:00=boot_item",
    "menuItems, Network",
    "menuItems, Network=syslinux",
    "menuItems, =auto",
    "menuItems, Réseau=auto",
    "menuItems, Network=../x.efi",
    "menuPrompt, Drücken",
    "menuTimeout, 256",
    "survey, -1",
    "survey, 86401",
  })
  void aValueThatIsNotAllowedIsAProblemAndTheDefaultsServe(String key, String value) {
    Configuration configuration = new Configuration(Map.of(key, value));
    assertThat(DhcpSettings.parse(configuration)).isEqualTo(DEFAULTS);
    assertThat(configuration.problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, '', true",
    "menu, '', true",
    "direct, '', false",
    "binl, '', false",
    "plain, 52:54:00=direct, false",
    "direct, 52:54:00=menu, true", // to some
    "direct, '52:54:00=plain, 52:54:01=auto', true",
    "auto, 52:54:00=direct, true"
  })
  void aMenuThatNoFormShowsIsTold(String all, String rules, boolean shown) {
    Map<String, Object> forms = Map.of("answerForm", all, "answerForms", rules);
    Map<String, Object> withMenu = new HashMap<>(forms);
    withMenu.put("menuItems", "Network=auto");
    Configuration configuration = new Configuration(withMenu);

    assertThat(DhcpSettings.parse(configuration).menuIsUnseen()).isEqualTo(!shown);
    assertThat(configuration.problems()).as("it is no refusal").isEmpty();
    assertThat(DhcpSettings.parse(new Configuration(forms)).menuIsUnseen()).isFalse();
  }

  @Test
  void whatConsolesShowIsWhatIsParsed() throws Exception {
    Configuration configuration = new Configuration(Map.of());
    DhcpSettings defaults = DhcpSettings.parse(configuration);
    assertThat(DhcpConfiguration.class.getDeclaredMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(configuration.knownKeys());
    assertThat(DhcpConfiguration.class.getMethod("dhcpPort").getDefaultValue())
        .isEqualTo(defaults.dhcpPort());
    assertThat(DhcpConfiguration.class.getMethod("pxePort").getDefaultValue())
        .isEqualTo(defaults.pxePort());
    assertThat(DhcpConfiguration.class.getMethod("patience").getDefaultValue())
        .isEqualTo((int) defaults.patience().toMillis());
    assertThat(DhcpConfiguration.class.getMethod("menuPrompt").getDefaultValue())
        .isEqualTo(MenuSettings.DEFAULT_PROMPT);
    assertThat(DhcpConfiguration.class.getMethod("menuTimeout").getDefaultValue())
        .isEqualTo(MenuSettings.DEFAULT_TIMEOUT);
  }

  @Test
  void besideADhcpServerOnThisHostOnlyItsOwnPortIsLeftToIt() {
    assertThat(SocketKind.RAW.of(PxePort.PROXY_DHCP)).isEqualTo(SocketKind.RAW);
    assertThat(SocketKind.RAW.of(PxePort.BOOT_SERVER)).isEqualTo(SocketKind.NATIVE);
    assertThat(SocketKind.AUTO.of(PxePort.BOOT_SERVER)).isEqualTo(SocketKind.AUTO);
  }
}
