package org.pixiecore.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;

/** Which answer serves while a booter cannot give another. */
class LastAnswersTest {

  private static final BootSpec OLD = ScriptedBooter.spec("old");
  private static final BootSpec NEW = ScriptedBooter.spec("new");

  @Test
  void whereNothingWasSaidNothingServes() {
    assertThat(serving(LastAnswers.NONE, Machines.script())).isNull();
  }

  @Test
  void theAnswerToTheSameQuestionServes() {
    LastAnswers last = said(LastAnswers.NONE, Machines.firmware(), NEW);
    assertThat(serving(last, Machines.firmware())).contains(NEW);
  }

  @Test
  void theSameQuestionsLaterAnswerTakesTheEarliersPlace() {
    LastAnswers last = said(said(LastAnswers.NONE, Machines.script(), OLD), Machines.script(), NEW);
    assertThat(serving(last, Machines.script())).contains(NEW);
    assertThat(last.latestFirst()).hasSize(1);
  }

  @Test
  void theOfferOfAMomentBeforeServesTheScript() {
    LastAnswers last = said(LastAnswers.NONE, Machines.ipxe(), NEW);
    assertThat(serving(last, Machines.script())).contains(NEW);
  }

  @Test
  void passingTheOfferServesTheScriptToo() {
    LastAnswers last =
        LastAnswers.NONE.with(new LastAnswers.Entry(Machines.ipxe(), Optional.empty()));
    assertThat(serving(last, Machines.script())).isEmpty();
  }

  /** An administrator changed it since that boot. */
  @Test
  void theOfferOfThisBootServesBeforeTheScriptOfAnEarlierOne() {
    LastAnswers last =
        said(
            said(LastAnswers.NONE, Machines.script(), OLD),
            Machines.ipxe(),
            new BootSpec.LocalDisk());
    assertThat(serving(last, Machines.script())).contains(new BootSpec.LocalDisk());
  }

  @Test
  void theScriptsOwnAnswerServesBeforeTheOfferBeforeIt() {
    LastAnswers last = said(said(LastAnswers.NONE, Machines.ipxe(), OLD), Machines.script(), NEW);
    assertThat(serving(last, Machines.script())).contains(NEW);
  }

  @Test
  void toBeIdentifiedNeverServesTheScript() {
    LastAnswers last = said(LastAnswers.NONE, Machines.ipxe(), new BootSpec.Identify());
    assertThat(serving(last, Machines.script())).isNull();
    LastAnswers earlier =
        said(
            said(LastAnswers.NONE, Machines.script(), OLD),
            Machines.ipxe(),
            new BootSpec.Identify());
    assertThat(serving(earlier, Machines.script())).contains(OLD);
  }

  @Test
  void anOfferBeforeTheOneThatIdentifiesDoesNotServeTheScript() {
    Machine elsewhere = Machines.ipxe().at(eth1());
    LastAnswers last =
        said(said(LastAnswers.NONE, elsewhere, OLD), Machines.ipxe(), new BootSpec.Identify());
    assertThat(serving(last, Machines.script())).isNull();
  }

  @Test
  void theFirmwaresOfferServesIpxesAndThenTheScript() {
    LastAnswers last = said(LastAnswers.NONE, Machines.firmware(), NEW);
    assertThat(serving(last, Machines.ipxe())).contains(NEW);
    assertThat(serving(last, Machines.script())).contains(NEW);
    LastAnswers both = said(said(LastAnswers.NONE, Machines.ipxe(), OLD), Machines.firmware(), NEW);
    assertThat(serving(both, Machines.ipxe())).as("its own").contains(OLD);
    assertThat(serving(both, Machines.script())).as("iPXE's").contains(OLD);
  }

  @Test
  void toBeIdentifiedServesIpxesOffer() {
    LastAnswers last = said(LastAnswers.NONE, Machines.firmware(), new BootSpec.Identify());
    assertThat(serving(last, Machines.ipxe())).contains(new BootSpec.Identify());
  }

  @Test
  void anOfferInAnotherNetworkServesNoOffer() {
    LastAnswers last = said(LastAnswers.NONE, Machines.firmware().at(eth1()), NEW);
    assertThat(serving(last, Machines.ipxe())).isNull();
  }

  @Test
  void anOfferForAnotherArchitectureServesNothing() {
    Machine bios =
        new Machine(
            Machines.MAC,
            Architecture.X86_BIOS,
            Machines.ipxe().firmware(),
            Machines.ipxe().stage(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Network.UNKNOWN);
    LastAnswers last = said(LastAnswers.NONE, bios, NEW);
    assertThat(serving(last, Machines.ipxe())).isNull();
    assertThat(serving(last, Machines.script())).isNull();
  }

  @Test
  void aScriptServesNoOffer() {
    LastAnswers last = said(LastAnswers.NONE, Machines.script(), NEW);
    assertThat(serving(last, Machines.ipxe())).isNull();
  }

  @Test
  void ofAMachineThatKeepsChangingTheLatestAreKept() {
    LastAnswers last = LastAnswers.NONE;
    for (int i = 0; i < 100; i++) {
      last = said(last, numbered(i), ScriptedBooter.spec("number " + i));
    }

    assertThat(last.latestFirst()).hasSize(LastAnswers.MOST);
    assertThat(serving(last, numbered(99))).contains(ScriptedBooter.spec("number 99"));
    assertThat(serving(last, numbered(92))).contains(ScriptedBooter.spec("number 92"));
  }

  private static Machine numbered(int i) {
    return new Machine(
        Machines.MAC,
        new Architecture(i),
        Machines.ipxe().firmware(),
        Machines.ipxe().stage(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Network.UNKNOWN);
  }

  private static Network eth1() {
    try {
      Inet4Address server =
          (Inet4Address) InetAddress.getByAddress(new byte[] {(byte) 192, (byte) 168, 1, 1});
      return new Network(Optional.of("eth1"), Optional.of(server), Optional.empty());
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static LastAnswers said(LastAnswers before, Machine machine, BootSpec spec) {
    return before.with(new LastAnswers.Entry(machine, Optional.of(spec)));
  }

  /** Null if nothing serves; empty for passing. */
  @SuppressWarnings("NullableOptional")
  private static Optional<BootSpec> serving(LastAnswers last, Machine machine) {
    return last.serving(machine).map(Answer.Said::spec).orElse(null);
  }
}
