package org.pixiecore.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.Loader;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.event.FileTransfer;
import org.pixiecore.api.history.BootHistory;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.MachineBoot;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.Downloads;
import org.pixiecore.api.status.Listening;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramInventory;
import org.pixiecore.api.status.ProgramUse;

class StatusMetricsTest {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private Optional<BootHistory> history = Optional.empty();
  private List<Listening> listening = List.of();
  private Optional<ProgramInventory> programs = Optional.empty();
  private Optional<Downloads> downloads = Optional.empty();

  StatusMetricsTest() {
    StatusMetrics unused =
        new StatusMetrics(
            registry, () -> history, () -> listening, () -> programs, () -> downloads);
  }

  @Test
  void whatIsNotKnownHasNoFigure() {
    assertThat(Exposition.of(registry).samples()).isEmpty();
  }

  @Test
  void machinesAreCountedByState() {
    history =
        Optional.of(
            new Machines(
                List.of(
                    machine(1, BootState.LOADING, Events.transfer(FileTransfer.Protocol.HTTP, 1)),
                    machine(2, BootState.LOADING, Events.transfer(FileTransfer.Protocol.TFTP, 1)),
                    machine(
                        3,
                        BootState.BOOTING,
                        Events.transfer(FileTransfer.Protocol.HTTP, 1),
                        Events.transfer(FileTransfer.Protocol.HTTP, 1)))));

    Exposition exposition = Exposition.of(registry);
    assertThat(exposition.value("pixiecore_machines{state=\"loading\"}")).isEqualTo(2);
    assertThat(exposition.value("pixiecore_machines{state=\"booting\"}")).isEqualTo(1);
    assertThat(exposition.value("pixiecore_machines{state=\"stuck\"}")).isZero();
    assertThat(exposition.value("pixiecore_transfers_running{protocol=\"http\"}")).isEqualTo(3);
    assertThat(exposition.value("pixiecore_transfers_running{protocol=\"tftp\"}")).isEqualTo(1);
  }

  @Test
  void aPortIsUpUnlessSomebodySaysThatItIsNot() {
    ListeningPort tftp = port("TFTP", 69, Optional.empty());
    ListeningPort taken = port("ProxyDHCP", 67, Optional.of("it is taken"));
    listening = List.of(() -> List.of(tftp), () -> List.of(taken, tftp));

    Exposition exposition = Exposition.of(registry);
    assertThat(exposition.value("pixiecore_port_up{on=\"*\",port=\"69\",purpose=\"TFTP\"}"))
        .isOne();
    assertThat(exposition.value("pixiecore_port_up{on=\"*\",port=\"67\",purpose=\"ProxyDHCP\"}"))
        .isZero();
  }

  @Test
  void whatIsMissingIsWhatIsNeeded() {
    BootProgram ipxe = new BootProgram("snponly.efi", Path.of("/srv/snponly.efi"), Loader.IPXE);
    programs =
        Optional.of(
            () ->
                List.of(
                    use("efi64", Optional.of(ipxe), true),
                    use("efiArm64", Optional.empty(), false),
                    use("pxelinux", Optional.empty(), true)));

    Exposition exposition = Exposition.of(registry);
    assertThat(exposition.value("pixiecore_boot_programs")).isOne();
    assertThat(exposition.value("pixiecore_boot_programs_missing")).isOne();
  }

  @Test
  void downloadsAreCountedByState() {
    downloads =
        Optional.of(
            () ->
                List.of(
                    new Download(
                        "debian 12 amd64: linux",
                        "https://deb.debian.org/linux",
                        OptionalLong.empty(),
                        0,
                        Download.State.FAILED,
                        Optional.of("no address"))));

    Exposition exposition = Exposition.of(registry);
    assertThat(exposition.value("pixiecore_downloads{state=\"failed\"}")).isOne();
    assertThat(exposition.value("pixiecore_downloads{state=\"running\"}")).isZero();
  }

  private static MachineBoot machine(int mac, BootState state, FileTransfer... running) {
    return DiagnosisMetricsTest.boot(mac, Optional.empty(), state, List.of(running));
  }

  private static ListeningPort port(String purpose, int number, Optional<String> problem) {
    return new ListeningPort(purpose, number, "*", Optional.empty(), problem);
  }

  private static ProgramUse use(String key, Optional<BootProgram> program, boolean needed) {
    return new ProgramUse(key, key, program, needed, Optional.empty());
  }

  /** A history of these. */
  record Machines(List<MachineBoot> machines) implements BootHistory {
    @Override
    public Optional<MachineBoot> machine(MacAddress mac) {
      return Optional.empty();
    }

    @Override
    public List<Problem> problems() {
      return List.of();
    }

    @Override
    public boolean forget(MacAddress mac) {
      return false;
    }
  }
}
