package org.pixiecore.booter.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.Identify;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.Silence;

/** The files while people edit them. */
class LibraryTest {

  private static final String SILENT = "groups: [{boot: silent}]";
  private static final String LOCAL = "groups: [{boot: local}]";
  private static final String BROKEN = "groups:\n  - boot: [";
  private static final String NAMES_P = "machines: {52:54:00:12:34:56: p}";
  private static final String HAS_P = "profiles: {p: {boot: local}}";

  @Test
  void nothingIsKnownBeforeTheFirstLook() {
    assertThat(new FakeFolder().library.current()).isEmpty();
  }

  @Test
  void anEditTakesEffectWhenItIsOver() {
    FakeFolder folder = FakeFolder.holding("a.yaml", SILENT);
    folder.put("a.yaml", LOCAL);

    assertThat(folder.library.look()).isFalse();
    assertThat(spec(folder)).contains(new Silence());
    assertThat(folder.library.look()).isTrue();
    assertThat(spec(folder)).contains(new LocalDisk());
    assertThat(folder.library.look()).isFalse();
  }

  @Test
  void aNewFileCountsAndOneThatIsGoneDoesNot() {
    FakeFolder folder = FakeFolder.holding();
    assertThat(spec(folder)).isEmpty();

    assertThat(folder.put("a.yaml", SILENT).settle()).isTrue();
    assertThat(spec(folder)).contains(new Silence());
    assertThat(folder.remove("a.yaml").settle()).isTrue();
    assertThat(spec(folder)).isEmpty();
  }

  @Test
  void aBrokenEditIsToldOnceAndTheLastGoodOneStays() {
    FakeFolder folder = FakeFolder.holding("a.yaml", SILENT);

    assertThat(folder.put("a.yaml", BROKEN).settle()).isFalse();
    folder.settle();

    assertThat(spec(folder)).contains(new Silence());
    assertThat(folder.complaints)
        .singleElement()
        .asString()
        .startsWith("/etc/machines.d/a.yaml:2:")
        .endsWith("the last good version of a.yaml stays");
    assertThat(folder.put("a.yaml", LOCAL).settle()).isTrue();
    assertThat(spec(folder)).contains(new LocalDisk());
    folder.put("a.yaml", BROKEN).settle();
    assertThat(folder.complaints).hasSize(2);
  }

  @Test
  void aBrokenFileKeepsNoOtherFromBeingEdited() {
    FakeFolder folder = FakeFolder.holding("a.yaml", "", "b.yaml", SILENT);
    folder.put("a.yaml", BROKEN).settle();

    assertThat(folder.put("b.yaml", LOCAL).settle()).isTrue();
    assertThat(spec(folder)).contains(new LocalDisk());
  }

  @Test
  void aNewFileThatIsBrokenCountsForNothing() {
    FakeFolder folder = FakeFolder.holding("b.yaml", SILENT);

    assertThat(folder.put("a.yaml", BROKEN).settle()).isFalse();
    assertThat(spec(folder)).contains(new Silence());
    assertThat(folder.complaints).singleElement().asString().endsWith("nothing of a.yaml counts");
  }

  /** It may have said "boot the local disk" yesterday, and the default may be to install. */
  @Test
  void afterARestartABrokenFileMayHaveSaidAnything() {
    FakeFolder folder = FakeFolder.holding("a.yaml", BROKEN, "b.yaml", SILENT);

    Decision decision = folder.set().decide(Machines.known());
    assertThat(decision.spec()).isEmpty();
    assertThat(decision.failure().orElseThrow())
        .contains("a file has had a mistake since the start", "a.yaml:2:");
    folder.put("b.yaml", "machines: {52:54:00:12:34:56: {boot: local}}").settle();
    assertThat(spec(folder)).contains(new LocalDisk());
    folder.put("b.yaml", SILENT).settle();
    assertThat(spec(folder)).isEmpty();
    folder.put("b.yaml", "groups: [{select: {serial: ABC123}, boot: local}]").settle();
    assertThat(folder.set().decide(Machines.offer(Machines.MAC)).spec()).contains(new Identify());
    assertThat(spec(folder)).contains(new LocalDisk());
    folder.put("b.yaml", SILENT).settle();

    assertThat(folder.remove("a.yaml").settle()).isTrue();
    assertThat(spec(folder)).contains(new Silence());
  }

  @Test
  void afterARestartABrokenFileThatIsMendedCountsAgain() {
    FakeFolder folder = FakeFolder.holding("a.yaml", BROKEN);

    assertThat(folder.put("a.yaml", LOCAL).settle()).isTrue();
    assertThat(spec(folder)).contains(new LocalDisk());
  }

  @Test
  void profilesMayStandInAnotherFile() {
    FakeFolder folder = FakeFolder.holding("a.yaml", NAMES_P, "b.json", "{" + json(HAS_P) + "}");

    assertThat(spec(folder)).contains(new LocalDisk());
    assertThat(folder.complaints).isEmpty();
  }

  @Test
  void aProfileThatIsNotThereYetIsWaitedFor() {
    FakeFolder folder = FakeFolder.holding();
    folder.put("a.yaml", NAMES_P).settle();
    assertThat(folder.complaints)
        .containsExactly(
            "/etc/machines.d/a.yaml:1:31: there is no profile \"p\"; there is none;"
                + " nothing of a.yaml counts");

    assertThat(folder.put("b.yaml", HAS_P).settle()).isTrue();
    assertThat(spec(folder)).contains(new LocalDisk());
  }

  @Test
  void aProfileThatIsGoneButNamedServesOn() {
    FakeFolder folder = FakeFolder.holding("a.yaml", NAMES_P, "b.yaml", HAS_P);

    assertThat(folder.remove("b.yaml").settle()).isTrue();
    assertThat(spec(folder)).contains(new LocalDisk());
    assertThat(folder.complaints)
        .containsExactly(
            "/etc/machines.d/a.yaml:1:31: profile \"p\" is gone;"
                + " what it said last, at b.yaml:1:12, serves on");
    folder.put("c.yaml", "").settle();
    assertThat(spec(folder)).contains(new LocalDisk());

    folder.put("a.yaml", SILENT).settle();
    assertThat(spec(folder)).contains(new Silence());
  }

  @Test
  void aProfileMovesFromOneFileToAnotherInAnyOrder() {
    FakeFolder folder = FakeFolder.holding("a.yaml", HAS_P + "\n" + NAMES_P, "b.yaml", "");

    folder.put("b.yaml", "profiles: {p: {boot: silent}}").settle();
    assertThat(spec(folder)).contains(new LocalDisk());
    assertThat(folder.complaints)
        .containsExactly(
            "/etc/machines.d/b.yaml:1:12: profile \"p\" stands in a.yaml:1:12 too;"
                + " the last good version of b.yaml stays");
    folder.put("a.yaml", NAMES_P).settle();
    assertThat(spec(folder)).contains(new Silence());
  }

  @Test
  void aNewProfileOfANameThatIsTakenIsRefusedInWhicheverFile() {
    FakeFolder folder = FakeFolder.holding("b.yaml", HAS_P + "\n" + NAMES_P);

    folder.put("a.yaml", "profiles: {p: {boot: silent}}").settle();

    assertThat(spec(folder)).contains(new LocalDisk());
    assertThat(folder.complaints).singleElement().asString().contains("nothing of a.yaml counts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "profiles: {p: {kernel: /k, program: /p}} | 1:12: given is kernel and program",
        "~profiles:\n  p:\n    kernel: /k\n    initrd: /i~ | 4:5: initrd: given is \"/i\", expected is a list",
        "~profiles:\n  p:\n    kernel: /k\n    initrd: [/i, ftp://x]~ | 4:18: initrd/1: given is \"ftp://x\"",
        "~profiles:\n  p:\n    boot: never~ | 3:5: boot: given is \"never\", expected is local or silent",
        "~profiles:\n  p:\n    kernel: /k\n    cmdline: a={{ URL x }}~ | 4:5: cmdline: given is",
        "~profiles:\n  p:\n    kernel: /{{ x y }}~ | 3:5: kernel: given is",
        "~profiles:\n  p:\n    ipxe-script: |\n      #!ipxe\n      {{ URL \"x\" }}~ | 3:5: ipxe-script: at \"{{ URL",
        "~profiles:\n  p:\n    ipxe-script: exit~ | 3:5: ipxe-script: given is \"exit\"",
        "~groups: [{variables: {host: a}}]\nprofiles:\n  p: {kernel: /k, message: \"{{ hots }}\"}~"
            + " | 3:3: no group sets the variable \"hots\"; did you mean \"host\"?",
        "~profiles:\n  p: {ipxe-script: \"#!ipxe\", once: true}~ | 2:30: once: a script that boots once",
        "~groups:\n  - select: {firmware: pxe}\n    kernel: /k~ | 2:5: a group for firmware pxe alone",
        "~groups:\n  - kernel: \"{{ v }}\"\n    variables: {v: 'ftp://u:top@x/'}~"
            + " | 2:5: kernel: given is \"{{ v }}\", expected is the URL or path of a file (with its"
            + " variables filled in it names no file)"
      })
  void whatNoMachineCouldBootIsToldBeforeOneAsks(String text, String problem) {
    FakeFolder folder = FakeFolder.holding();

    folder.put("a.yaml", text).settle();

    assertThat(folder.complaints)
        .filteredOn(complaint -> !complaint.contains("is not there"))
        .singleElement()
        .asString()
        .startsWith("/etc/machines.d/a.yaml:" + problem)
        .doesNotContain("top");
  }

  @Test
  void anEditOfAProfileThatBreaksAGroupElsewhereIsRefused() {
    FakeFolder folder =
        FakeFolder.holding(
            "a.yaml",
            "groups: [{select: {firmware: pxe}, profile: p}, {boot: silent}]",
            "b.yaml",
            HAS_P);

    folder.put("b.yaml", "profiles: {p: {kernel: /k}}").settle();

    assertThat(folder.set().decide(Machines.offer(Machines.MAC)).spec()).contains(new LocalDisk());
    assertThat(folder.complaints)
        .singleElement()
        .asString()
        .startsWith("/etc/machines.d/a.yaml:1:10: a group for firmware pxe")
        .endsWith("the last good version of b.yaml stays");
  }

  @Test
  void whatIsMostLikelyNotMeantIsToldToo() {
    FakeFolder folder =
        FakeFolder.holding(
            "a.yaml",
            "profiles: {p: {kernel: /no/such/kernel}}\nmachines: {52:54:00:12:34:56: p}",
            "b.yaml",
            "machines: {52-54-00-12-34-56: {boot: local}}");

    assertThat(folder.complaints)
        .containsExactly(
            "a.yaml:2 (machine 52:54:00:12:34:56) and b.yaml:1 (machine 52-54-00-12-34-56) both"
                + " say what 52:54:00:12:34:56 boots; the first serves",
            "profile \"p\" (a.yaml:1) names /no/such/kernel, which is not there or not readable");
  }

  @Test
  void aDirectoryThatCannotBeReadChangesNothingAndIsToldOnce() {
    FakeFolder folder = FakeFolder.holding("a.yaml", SILENT);
    folder.failing(Optional.of(new IOException("stale file handle")));

    assertThat(folder.settle()).isFalse();
    assertThat(spec(folder)).contains(new Silence());
    assertThat(folder.complaints)
        .containsExactly("/etc/machines.d cannot be read: java.io.IOException: stale file handle");
    folder.failing(Optional.empty()).settle();
    folder.failing(Optional.of(new IOException("stale file handle"))).settle();
    assertThat(folder.complaints).hasSize(2);
    folder.failing(Optional.empty()).put("a.yaml", LOCAL).settle();
    assertThat(spec(folder)).contains(new LocalDisk());
  }

  /** A file server that is away for a minute must not have machines installed. */
  @Test
  void aDirectoryThatGoesAwayChangesNothingAndIsToldOnce() {
    FakeFolder folder = FakeFolder.holding("a.yaml", LOCAL);

    assertThat(folder.there(false).settle()).isFalse();
    folder.settle();
    assertThat(spec(folder)).contains(new LocalDisk());
    assertThat(folder.complaints)
        .containsExactly(
            "/etc/machines.d is not there any more;"
                + " what its files said last stays until it is back");

    assertThat(folder.there(true).settle()).isFalse();
    assertThat(folder.remove("a.yaml").settle()).isTrue();
    assertThat(spec(folder)).isEmpty();
    folder.there(false).settle();
    assertThat(folder.complaints).hasSize(2);
  }

  @Test
  void aDirectoryThatWasNeverThereHoldsNothingUntilItIs() {
    FakeFolder folder = new FakeFolder().put("a.yaml", LOCAL).there(false);

    folder.settle();
    assertThat(spec(folder)).isEmpty();
    assertThat(folder.complaints).isEmpty();

    assertThat(folder.there(true).settle()).isTrue();
    assertThat(spec(folder)).contains(new LocalDisk());
  }

  private static String json(String yaml) {
    return yaml.replaceAll("(\\w+)(?=[:}])", "\"$1\"");
  }

  private static Optional<BootSpec> spec(FakeFolder folder) {
    return folder.set().decide(Machines.known()).spec();
  }
}
