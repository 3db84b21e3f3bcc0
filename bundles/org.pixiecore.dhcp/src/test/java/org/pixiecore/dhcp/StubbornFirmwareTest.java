package org.pixiecore.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pixiecore.dhcp.AnswerForm.BINL;
import static org.pixiecore.dhcp.AnswerForm.DIRECT;
import static org.pixiecore.dhcp.AnswerForm.MENU;
import static org.pixiecore.dhcp.AnswerForm.PLAIN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.MacAddress;

/** Which form firmware is offered that asks again and again; time is the test's. */
class StubbornFirmwareTest {

  private static final String MAC = "525400770001";
  private static final String SAME_VENDOR = "525400770002";
  private static final String OTHER_VENDOR = "001122770001";

  /** When EDK2 and PXE ROMs send their DISCOVERs, in seconds of one attempt. */
  private static final int[] ATTEMPT = {0, 4, 12, 28};

  private final StubbornFirmware stubborn = new StubbornFirmware();
  private Duration now = Duration.ofHours(1);
  private int architecture = 7;
  private boolean hasMenu;
  private boolean heardAgain = true;
  private int xid = 1;

  @Test
  void aMachineWhoseDhcpServerIsSlowIsAnsweredTheSameTwice() {
    assertThat(attempt(MAC, 0, 4)).containsExactly(DIRECT, DIRECT);
  }

  @Test
  void uefiThatIsNotHeardFromIsOfferedOneFormAfterTheOther() {
    assertThat(attempt(MAC, ATTEMPT)).containsExactly(DIRECT, DIRECT, BINL, MENU);
    assertThat(attempt(MAC, ATTEMPT)).containsExactly(PLAIN, PLAIN, DIRECT, BINL);
  }

  @Test
  void aBiosIsOfferedTheMenuFirst() {
    architecture = 0;
    assertThat(attempt(MAC, ATTEMPT)).containsExactly(DIRECT, DIRECT, MENU, BINL);
  }

  @Test
  void aSwitchSaysWhatWasInVain() {
    attempt(MAC, 0, 4);
    now = now.plusSeconds(8);
    assertThat(discover(MAC, 12)).isEqualTo(new StubbornFirmware.Offer(BINL, Optional.of(DIRECT)));
    now = now.plusSeconds(1);
    assertThat(discover(MAC, 13)).isEqualTo(new StubbornFirmware.Offer(BINL, Optional.empty()));
  }

  @Test
  void whatWorkedIsRememberedForTheMachine() {
    attempt(MAC, 0, 4, 12);
    assertThat(stubborn.progressed(mac(MAC))).contains(BINL);
    assertThat(stubborn.progressed(mac(MAC))).isEmpty(); // no news
    later(Duration.ofDays(1));
    assertThat(attempt(MAC, 0, 4)).containsExactly(BINL, BINL);
  }

  @Test
  void whatThreeMachinesTookIsTriedFirstForOthersOfTheirVendorAndFirmware() {
    for (int machine = 1; machine <= StubbornFirmware.WITNESSES; machine++) {
      assertThat(attempt("5254007730%02x".formatted(machine), 0)).containsExactly(DIRECT);
      takesBinl("5254007710%02x".formatted(machine));
    }
    later(Duration.ofDays(1));
    assertThat(attempt("525400772000", 0)).containsExactly(BINL);
    assertThat(attempt(OTHER_VENDOR, 0)).containsExactly(DIRECT);
    architecture = 0;
    assertThat(attempt("525400772001", 0)).as("a BIOS").containsExactly(DIRECT);
  }

  @Test
  void oneMachineThatBootsAgainAndAgainIsOneMachine() {
    takesBinl(MAC);
    for (int boots = 0; boots < 5; boots++) {
      attempt(MAC, 0);
      stubborn.progressed(mac(MAC));
    }
    assertThat(attempt(SAME_VENDOR, 0)).containsExactly(DIRECT);
  }

  @Test
  void aVendorsWrongMemoryHealsWithTheNextMachines() {
    for (int machine = 1; machine <= StubbornFirmware.WITNESSES; machine++) {
      takesBinl("5254007710%02x".formatted(machine));
    }
    for (int machine = 1; machine <= StubbornFirmware.WITNESSES; machine++) {
      String mac = "5254007720%02x".formatted(machine);
      assertThat(attempt(mac, ATTEMPT)).containsExactly(BINL, BINL, MENU, PLAIN);
      assertThat(attempt(mac, 0)).containsExactly(DIRECT);
      stubborn.progressed(mac(mac));
    }
    assertThat(attempt("525400773000", 0)).containsExactly(DIRECT);
  }

  @Test
  void aMachinesWrongMemoryHealsForEachFormIsTriedInTheEnd() {
    takesBinl(MAC);
    later(Duration.ofDays(1));
    assertThat(attempt(MAC, ATTEMPT)).containsExactly(BINL, BINL, MENU, PLAIN);
    assertThat(attempt(MAC, ATTEMPT)).containsExactly(BINL, BINL, DIRECT, MENU);
  }

  @Test
  void firmwareThatChangesItsXidWithEachDiscoverIsGivenTheSameTime() {
    List<AnswerForm> forms = new ArrayList<>();
    for (int second = 0; second <= 8; second += 2) {
      xid++;
      forms.add(discover(MAC, 0).form());
      later(Duration.ofSeconds(2));
    }
    assertThat(forms).containsExactly(DIRECT, DIRECT, DIRECT, DIRECT, BINL);
  }

  private void takesBinl(String mac) {
    AnswerForm offered = attempt(mac, 0, 4, 12).get(2);
    assertThat(offered).isEqualTo(BINL);
    stubborn.progressed(mac(mac));
  }

  @Test
  void aMachineThatTakesTheFirstFormIsNoNews() {
    attempt(MAC, 0);
    assertThat(stubborn.progressed(mac(MAC))).isEmpty();
    assertThat(attempt(SAME_VENDOR, 0)).containsExactly(DIRECT);
  }

  @Test
  void afterAnOutageOfDhcpAMachineStartsWithWhatOnceWorked() {
    attempt(MAC, 0);
    stubborn.progressed(mac(MAC));
    later(Duration.ofMinutes(1));
    assertThat(attempt(MAC, ATTEMPT)).containsExactly(DIRECT, DIRECT, BINL, MENU);
    assertThat(attempt(MAC, 0, 4)).containsExactly(DIRECT, DIRECT);
  }

  @Test
  void nothingIsGivenUpOnceTheMachineWasHeardFromInItsBoot() {
    attempt(MAC, 0, 4);
    stubborn.progressed(mac(MAC));
    now = now.plusSeconds(60).minusNanos(1);
    assertThat(discover(MAC, 64).form()).isEqualTo(DIRECT);
  }

  @Test
  void firmwareThatGivesUpSoonAndBeginsAnewIsOfferedAnotherFormAtItsThirdAttempt() {
    assertThat(attempt(MAC, 0)).containsExactly(DIRECT);
    assertThat(attempt(MAC, 0)).containsExactly(DIRECT);
    assertThat(attempt(MAC, 0)).containsExactly(BINL);
    assertThat(attempt(MAC, 0)).containsExactly(BINL);
    assertThat(attempt(MAC, 0)).containsExactly(MENU);
  }

  @Test
  void attemptsThatAreNotHeardOfWhenTheySucceedAreNotInVain() {
    heardAgain = false;
    for (int boots = 0; boots < 5; boots++) {
      assertThat(attempt(MAC, 0)).containsExactly(DIRECT);
    }
  }

  @Test
  void attemptsThatAreFarApartAreNotInVain() {
    for (int boots = 0; boots < 5; boots++) {
      assertThat(attempt(MAC, 0)).containsExactly(DIRECT);
      later(StubbornFirmware.UNRELATED);
    }
  }

  @Test
  void theSameDiscoverThroughTwoRelaysIsOne() {
    for (int copies = 0; copies < 10; copies++) {
      assertThat(discover(MAC, 4).form()).isEqualTo(DIRECT);
    }
  }

  @Test
  void firmwareThatDoesNotCountSecondsIsToldByItsTransaction() {
    discover(MAC, 0);
    now = now.plusSeconds(4);
    discover(MAC, 0);
    now = now.plusSeconds(8);
    assertThat(discover(MAC, 0).form()).isEqualTo(BINL);
  }

  @Test
  void aPersonsMenuComesFirstAndWhoeverChoosesTheLocalDiskSeesItAgain() {
    hasMenu = true;
    for (int boots = 0; boots < 5; boots++) {
      assertThat(attempt(MAC, 0)).containsExactly(MENU);
    }
    assertThat(attempt(MAC, ATTEMPT)).containsExactly(MENU, MENU, PLAIN, DIRECT);
    assertThat(attempt(MAC, 0)).containsExactly(MENU);
    stubborn.progressed(mac(MAC));
    hasMenu = false;
    assertThat(attempt(MAC, 0)).containsExactly(DIRECT);
    assertThat(attempt(SAME_VENDOR, 0)).containsExactly(DIRECT);
  }

  @Test
  void aMachineThatWasNeverOfferedAnythingIsNotRemembered() {
    assertThat(stubborn.progressed(mac(MAC))).isEmpty();
    assertThat(attempt(SAME_VENDOR, 0)).containsExactly(DIRECT);
  }

  @ParameterizedTest
  @ValueSource(ints = {StubbornFirmware.MOST_MACHINES - 1, StubbornFirmware.MOST_MACHINES})
  void noMoreThanSoManyMachinesAreRememberedAndTheOldestIsForgotten(int others) {
    attempt(MAC, 0, 4, 12);
    for (int i = 0; i < others; i++) {
      discover("0a%010x".formatted(i), 0);
    }
    now = now.plusSeconds(8);
    assertThat(discover(MAC, 20).form())
        .isEqualTo(others < StubbornFirmware.MOST_MACHINES ? MENU : DIRECT);
  }

  private List<AnswerForm> attempt(String mac, int... seconds) {
    later(Duration.ofSeconds(30));
    xid++;
    Duration start = now;
    List<AnswerForm> forms = new ArrayList<>();
    for (int secs : seconds) {
      now = start.plusSeconds(secs);
      forms.add(discover(mac, secs).form());
    }
    return forms;
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private StubbornFirmware.Offer discover(String mac, int secs) {
    DhcpPacket packet =
        Requests.uefi(MessageType.DISCOVER)
            .mac(mac)
            .secs(secs)
            .xid(xid)
            .option(OptionCode.CLIENT_ARCHITECTURE, Octets.of(0, architecture))
            .packet();
    PxeRequest request = (PxeRequest) PxeRequest.classify(packet, PxePort.PROXY_DHCP);
    return stubborn.offer(request, hasMenu, heardAgain, now.toNanos());
  }

  private static MacAddress mac(String hex) {
    return MacAddress.parse(hex);
  }
}
