package org.pixiecore.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots.Spent;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;
import org.pixiecore.api.history.MachineBoot;

class MachineJsonTest {

  @Test
  void aMachineThatLoads() {
    assertThat(MachineJson.summary(Scenes.loading(Boots.NOW, 1000)).toPrettyString())
        .isEqualToNormalizingWhitespace(
            """
            {
              "mac" : "52:54:00:12:34:56",
              "vendor" : "QEMU virtual NIC",
              "architecture" : "UEFI x86-64",
              "firmware" : "pxe",
              "address" : "192.168.1.112",
              "state" : "LOADING",
              "link" : "FILES",
              "began" : "2026-11-27T10:15:16Z",
              "heard" : "2026-11-27T10:15:28Z",
              "boots" : "/srv/boot/debian/vmlinuz with 1 initrd",
              "transfers" : [ {
                "protocol" : "HTTP",
                "name" : "initrd.gz",
                "sent" : 1000,
                "size" : 41000000
              } ],
              "diagnosis" : null
            }
            """);
  }

  @Test
  void whatIsNotKnownIsNull() {
    MachineBoot unknown =
        new MachineBoot(
            MacAddress.parse("52:54:00:00:00:01"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            BootState.ASKING,
            ChainLink.DHCP,
            Boots.NOW,
            Boots.NOW,
            Optional.empty(),
            List.of(),
            List.of(),
            3,
            Optional.empty());

    JsonNode json = MachineJson.whole(unknown, List.of());

    for (String field :
        List.of("vendor", "architecture", "firmware", "address", "boots", "diagnosis", "uuid")) {
      assertThat(json.has(field)).as(field).isTrue();
      assertThat(json.get(field).isNull()).as(field).isTrue();
    }
    assertThat(json.get("forgotten").asLong()).isEqualTo(3);
  }

  @Test
  void aDiagnosisComesWithItsAdvice() {
    JsonNode json = MachineJson.whole(Scenes.stuck(Boots.NOW), List.of());

    assertThat(json.at("/diagnosis/cause").asText()).isEqualTo("NO_REQUEST_FOR_PROGRAM");
    assertThat(json.at("/diagnosis/link").asText()).isEqualTo("PROGRAM");
    assertThat(json.at("/diagnosis/advice").asText()).startsWith("Look whether a firewall");
    assertThat(json.at("/timeline/3/tone").asText()).isEqualTo("TROUBLE");
    assertThat(json.at("/timeline/0/at").asText()).isEqualTo("2026-11-27T10:13:55Z");
  }

  @Test
  void whatWasBootedOnceIsTold() {
    MachineBoot boot = Scenes.stuck(Boots.NOW);
    Spent spent = new Spent(boot.mac(), "machines-site", "install-12", Instant.EPOCH);

    JsonNode json = MachineJson.whole(boot, List.of(spent));

    assertThat(json.at("/once/0").toString())
        .isEqualTo(
            "{\"booter\":\"machines-site\",\"order\":\"install-12\",\"at\":\"1970-01-01T00:00:00Z\"}");
  }

  @Test
  void ofManyMachinesTheRestIsCounted() {
    List<MachineBoot> many =
        IntStream.range(0, MachineJson.MOST + 7)
            .mapToObj(i -> Boots.of("52:54:00:00:%02x:%02x".formatted(i / 256, i % 256)))
            .map(boots -> boots.in(BootState.ASKING, ChainLink.DHCP))
            .toList();

    JsonNode json = MachineJson.list(many);

    assertThat(json.get("machines")).hasSize(MachineJson.MOST);
    assertThat(json.get("omitted").asInt()).isEqualTo(7);
  }

  @Test
  void aLineOfAnEventIsOneLine() {
    MachineBoot boot =
        Boots.of("52:54:00:00:00:01")
            .vendor("a\nevent: forged\n\n")
            .in(BootState.ASKING, ChainLink.DHCP);

    assertThat(Json.write(MachineJson.summary(boot))).doesNotContain("\n");
  }
}
