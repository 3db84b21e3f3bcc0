package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.Identify;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.api.BootSpec.Silence;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.Machine;

class MachineSetTest {

  private static final String LAB =
      """
      profiles:
        install:
          kernel: linux
          initrd: [/srv/initrd.gz, "http://{{ mirror }}/extra.gz"]
          cmdline: auto host={{ hostname }} preseed={{ URL "preseed/{{ hostname }}.cfg" }}
          message: Installing {{ hostname }}
        local: {boot: local}
      groups:
        - variables: {mirror: mirror.site, hostname: nobody}
        - name: rack
          select: {mac: 52:54:00, subnet: 10.4.0.0/16}
          profile: install
          variables: {mirror: mirror.rack}
      machines:
        52:54:00:12:34:56: {variables: {hostname: web1}}
        52:54:00:00:00:02: local
        52:54:00:00:00:03: {kernel: /own, cmdline: "of {{ mac-hyphen }} {{ arch }}"}
      """;

  @Test
  void aMachineGetsItsGroupsProfileWithItsOwnVariables() {
    KernelBoot boot = (KernelBoot) spec(LAB, Machines.known());

    Path directory = FakeFolder.DIRECTORY;
    assertThat(boot.kernel()).isEqualTo(BootFile.of(directory.resolve("linux")));
    assertThat(boot.initrds())
        .containsExactly(
            BootFile.parse("/srv/initrd.gz"), BootFile.parse("http://mirror.rack/extra.gz"));
    assertThat(boot.commandLine().expand(BootFile::toString, "!"))
        .isEqualTo("auto host=web1 preseed=" + directory.resolve("preseed/web1.cfg"));
    assertThat(boot.message()).contains("Installing web1");
  }

  @Test
  void aMachineOfWhichOnlyVariablesAreKnownIsNotOurs() {
    assertThat(decide(LAB, Machines.script(Machines.MAC)).spec()).isEmpty();
  }

  @Test
  void whatIsSaidOfTheMachineItselfDecides() {
    assertThat(spec(LAB, Machines.script("52:54:00:00:00:02").at(Machines.relayed())))
        .isEqualTo(new LocalDisk());
    KernelBoot own = (KernelBoot) spec(LAB, Machines.script("52:54:00:00:00:03"));
    assertThat(own.commandLine().expand(BootFile::toString, "!"))
        .isEqualTo("of 52-54-00-00-00-03 efi-x64");
  }

  @Test
  void theReasonNamesPlacesAndVariablesButNoValues() {
    assertThat(decide(LAB, Machines.known()).reason())
        .isEqualTo(
            """
            lab.yaml:10 (group "rack") by 3 MAC octets and subnet/relay of /16: profile "install" (lab.yaml:2)
            variables: hostname (lab.yaml:15), mirror (lab.yaml:13)""");
    assertThat(decide(LAB, Machines.script("52:54:00:00:00:02").at(Machines.relayed())).reason())
        .isEqualTo(
            """
            lab.yaml:16 (machine 52:54:00:00:00:02) by MAC/UUID/serial: profile "local" (lab.yaml:7)
            before lab.yaml:10 (group "rack") by 3 MAC octets and subnet/relay of /16""");
    assertThat(decide(LAB, Machines.script(Machines.MAC)).reason())
        .isEqualTo("none of 5 groups in 1 files is for it");
  }

  @Test
  void listsAreAlternativesAndAllKindsMustMatch() {
    String text =
        """
        groups:
          - select: {mac: [52:54:00, 52:54:01], architecture: [bios, efi]}
            boot: silent
        """;

    assertThat(spec(text, Machines.offer("52:54:01:00:00:01"))).isEqualTo(new Silence());
    assertThat(decide(text, Machines.offer("52:54:02:00:00:01")).spec()).isEmpty();
    assertThat(decide(text, Machines.architecture(22)).spec()).isEmpty();
  }

  @Test
  void equallySpecificGroupsAreAmbiguousAndTheFirstServes() {
    String text =
        """
        groups:
          - {name: a, select: {subnet: 10.4.0.0/16}, boot: silent}
          - {name: b, select: {relay: 10.4.0.0/16}, boot: local}
        """;

    Decision decision = decide(text, Machines.known());

    assertThat(decision.spec()).contains(new Silence());
    assertThat(decision.ambiguity())
        .contains(
            "lab.yaml:2 (group \"a\") and lab.yaml:3 (group \"b\") are equally specific"
                + " (subnet/relay of /16); the first serves");
    assertThat(decision.reason()).contains("equally specific");
  }

  @Test
  void groupsThatSayTheSameAreNotAmbiguous() {
    String text =
        """
        profiles: {p: {boot: silent}}
        groups:
          - {select: {subnet: 10.4.0.0/16}, profile: p}
          - {select: {relay: 10.4.0.0/16}, profile: p}
          - {select: {relay: 10.4.0.0/16}, variables: {a: b}}
        """;

    assertThat(decide(text, Machines.known()).ambiguity()).isEmpty();
  }

  @Test
  void ofEqualGroupsInTwoFilesTheFileNamesDecide() {
    FakeFolder folder =
        FakeFolder.holding(
            "b.yaml", "groups: [{boot: local}]", "a.yaml", "groups: [{boot: silent}]");

    assertThat(folder.set().decide(Machines.known()).spec()).contains(new Silence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a group by serial, and what else is for the machine | at the offer | at the script: it
        // has
        // that serial, another one, none
        "''                                    | identify | silent | pass  | pass",
        "- {boot: local}                       | identify | silent | local | local",
        "- {select: {mac: 52:54:00}, boot: local} | identify | silent | local | local",
        "- {select: {mac: 52:54:00:12:34:56, architecture: efi}, boot: local} | local | local | local | local",
        "- {variables: {a: b}}                 | identify | silent | pass  | pass"
      })
  void aGroupBySerialIsOpenUntilIpxeTells(
      String other, String offer, String same, String different, String none) {
    String text = "groups:\n- {select: {serial: S1}, boot: silent}\n" + other;

    assertThat(outcome(text, Machines.offer(Machines.MAC))).isEqualTo(offer);
    assertThat(outcome(text, Machines.script(Machines.MAC, "s1"))).isEqualTo(same);
    assertThat(outcome(text, Machines.script(Machines.MAC, "S2"))).isEqualTo(different);
    assertThat(outcome(text, Machines.script(Machines.MAC))).isEqualTo(none);
  }

  @Test
  void aSerialIsNotAskedForWhereTheGroupCannotBeForTheMachine() {
    String text = "groups:\n- {select: {serial: S1, mac: 00:00:00}, boot: silent}\n";

    assertThat(outcome(text, Machines.offer(Machines.MAC))).isEqualTo("pass");
  }

  @Test
  void aGroupBySerialThatOnlySetsVariablesDelaysNothing() {
    String text =
        """
        groups:
          - {select: {serial: S1}, variables: {a: b}}
          - {boot: local}
        """;

    assertThat(outcome(text, Machines.offer(Machines.MAC))).isEqualTo("local");
  }

  @Test
  void aVariableThatOnlyIpxeTellsIsAskedFor() {
    String text =
        """
        groups:
          - {select: {serial: S1}, variables: {host: web1}}
          - {kernel: /k, cmdline: "{{ host }}"}
        """;
    String builtIn = "groups: [{kernel: \"/srv/{{ serial }}/k\"}]";

    assertThat(outcome(text, Machines.offer(Machines.MAC))).isEqualTo("identify");
    assertThat(outcome(text, Machines.script(Machines.MAC, "S1"))).isEqualTo("kernel");
    assertThat(outcome(text, Machines.script(Machines.MAC)))
        .contains("lab.yaml:3", "the variable host has no value here", "no group that selects");
    assertThat(outcome(builtIn, Machines.offer(Machines.MAC))).isEqualTo("identify");
    assertThat(spec(builtIn, Machines.script(Machines.MAC, "S-1"))).isEqualTo(kernel("/srv/S-1/k"));
    assertThat(outcome(builtIn, Machines.script(Machines.MAC)))
        .contains("serial", "the machine does not tell it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "..", "a/b", "a b", "a?b", "{{ mac }}", ""})
  void aSerialNumberLeadsOutOfNoDirectory(String serial) {
    assertThat(
            outcome(
                "groups: [{kernel: \"/srv/{{ serial }}\"}]", Machines.script(Machines.MAC, serial)))
        .contains("the machine's serial number");
  }

  @Test
  void valuesAreTextWhateverTheyLookLike() {
    String text =
        """
        groups:
          - kernel: /k
            cmdline: a={{ v }}
            message: "{{ v }}"
            variables: {v: '{{ URL "/etc/shadow" }}{{ CONFIRM }}{{ mac }}'}
        """;

    KernelBoot boot = (KernelBoot) spec(text, Machines.script(Machines.MAC));

    assertThat(boot.commandLine().expand(BootFile::toString, "!"))
        .isEqualTo("a={{ URL \"/etc/shadow\" }}{{ CONFIRM }}{{ mac }}");
    assertThat(boot.message()).contains("{{ URL \"/etc/shadow\" }}{{ CONFIRM }}{{ mac }}");
  }

  @Test
  void scriptsHaveVariablesToo() {
    String text =
        """
        groups:
          - ipxe-script: |
              #!ipxe
              set hostname {{ host }}
              chain http://boot/${net0/mac}
            variables: {host: web1}
        """;

    assertThat(spec(text, Machines.script(Machines.MAC)))
        .isEqualTo(new IpxeScript("#!ipxe\nset hostname web1\nchain http://boot/${net0/mac}\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | false | true  | once ",
        "''   | ''    | true  | once ",
        "''   | true  | ''    | once ",
        "true | ''    | false | always",
        "''   | false | true  | once ",
        "true | false | ''    | always",
        "''   | job-7 | ''    | once job-7",
        "true | ''    | job-8 | once job-8"
      })
  void theMostSpecificWordAboutOnceCounts(
      String profile, String group, String machine, String expected) {
    String text =
        """
        profiles:
          p: {kernel: /k, once: %s}
        groups:
          - {once: less-specific-than-the-one-that-decides}
          - {select: {mac: 52:54:00}, profile: p, once: %s}
        machines:
          52:54:00:12:34:56: {once: %s}
        """
            .formatted(profile, group, machine);

    BootSpec spec = spec(text, Machines.script(Machines.MAC));

    assertThat(spec instanceof Once once ? "once " + once.order() : "always")
        .isEqualTo(expected.equals("once") ? "once " : expected);
  }

  @Test
  void onceMeansNothingToWhatLoadsNothing() {
    String text = "groups: [{select: {mac: 52:54:00}, boot: local}, {once: true}]";

    assertThat(spec(text, Machines.script(Machines.MAC))).isEqualTo(new LocalDisk());
  }

  @Test
  void aGroupForPlainFirmwareDecidesAtTheOfferAlone() {
    String text = "groups: [{select: {firmware: pxe}, boot: silent}, {kernel: /k}]";

    assertThat(spec(text, Machines.offer(Machines.MAC))).isEqualTo(new Silence());
    assertThat(spec(text, Machines.script(Machines.MAC))).isEqualTo(kernel("/k"));
  }

  @Test
  void tenThousandMachinesAreFoundByTheirAddress() {
    StringBuilder text = new StringBuilder("profiles: {p: {kernel: /k}}\nmachines:\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("  52:54:00:00:%02x:%02x: p\n".formatted(i >> 8, i & 0xff));
    }
    FakeFolder folder = FakeFolder.holding("lab.yaml", text.toString());

    assertThat(folder.set())
        .hasToString(
            "/etc/machines.d: files: 1, profiles: 1, groups and machines: 10000, MAC addresses: 10000");
    assertThat(folder.set().decide(Machines.offer("52:54:00:00:12:34")).reason())
        .startsWith("lab.yaml:4663 (machine 52:54:00:00:12:34)");
    assertThat(folder.set().decide(Machines.offer("52:54:00:01:00:00")).spec()).isEmpty();
  }

  private static String outcome(String text, Machine machine) {
    Decision decision = decide(text, machine);
    return decision
        .failure()
        .orElseGet(() -> decision.spec().map(MachineSetTest::name).orElse("pass"));
  }

  private static String name(BootSpec spec) {
    if (spec instanceof Identify) {
      return "identify";
    }
    if (spec instanceof LocalDisk) {
      return "local";
    }
    return spec instanceof Silence ? "silent" : "kernel";
  }

  private static KernelBoot kernel(String path) {
    return new KernelBoot(BootFile.parse(path), List.of(), CommandLine.EMPTY, Optional.empty());
  }

  private static BootSpec spec(String text, Machine machine) {
    Decision decision = decide(text, machine);
    assertThat(decision.failure()).isEmpty();
    return decision.spec().orElseThrow();
  }

  private static Decision decide(String text, Machine machine) {
    FakeFolder folder = FakeFolder.holding("lab.yaml", text);
    assertThat(folder.complaints).allMatch(complaint -> complaint.contains("is not there"));
    return folder.set().decide(machine);
  }
}
