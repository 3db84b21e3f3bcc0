package org.pixiecore.loaders;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootInquiry;
import org.pixiecore.api.BootService;
import org.pixiecore.api.BootUrls;
import org.pixiecore.api.LoaderFile;
import org.pixiecore.api.LoaderRequest;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.SealedFiles;

/** A core that says what a test has it say. */
final class TestCore implements BootService, SealedFiles, OneShots, BootUrls, BootInquiry {

  static final MacAddress MAC = MacAddress.parse("52:54:00:77:00:01");
  static final String BASE = "http://192.168.1.5:8181";
  static final String GOOD_TICKET = "good-ticket";

  final Core core = new Core();
  final List<Machine> asked = new ArrayList<>();
  final List<String> spentTickets = new ArrayList<>();
  BootDecision decision = new BootDecision.Undecided("no booter has said anything");
  RuntimeException failure;
  IOException diskFailure;
  Optional<Machine> lastSeen = Optional.empty();

  private final Map<String, BootFile> sealed = new HashMap<>();

  TestCore() {
    core.booters = this;
    core.files = this;
    core.oneShots = this;
    core.urls = this;
    core.inquiry = this;
  }

  /** A question by TFTP, in the machine's folder. */
  static LoaderRequest byTftp(String path) {
    return request(Optional.of(MAC), Optional.empty(), path, Optional.empty());
  }

  /** A question by TFTP, in no folder. */
  static LoaderRequest byTftpWithoutFolder(String path) {
    return request(Optional.empty(), Optional.empty(), path, Optional.empty());
  }

  /** A question by HTTP, in the folder that tells all of the machine. */
  static LoaderRequest byHttp(Machine machine, String path) {
    return request(Optional.of(machine.mac()), Optional.of(machine), path, Optional.of(BASE));
  }

  private static LoaderRequest request(
      Optional<MacAddress> mac, Optional<Machine> machine, String path, Optional<String> base) {
    return request(mac, machine, path, base, false);
  }

  /** A question of the same, by which nothing is fetched. */
  static LoaderRequest asInquiry(LoaderRequest request) {
    return request(request.mac(), request.machine(), request.joinedPath(), Optional.of(BASE), true);
  }

  private static LoaderRequest request(
      Optional<MacAddress> mac,
      Optional<Machine> machine,
      String path,
      Optional<String> base,
      boolean inquiry) {
    try {
      return new LoaderRequest(
          mac,
          machine,
          Arrays.asList(path.split("/")),
          InetAddress.getByName("192.168.1.77"),
          InetAddress.getByName("192.168.1.5"),
          base,
          inquiry);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** The text of what was made for a question. */
  static String text(LoaderFile file) {
    return StandardCharsets.UTF_8
        .decode(((LoaderFile.Generated) file).content().duplicate())
        .toString();
  }

  @Override
  public CompletionStage<BootDecision> decide(Machine machine, Duration patience) {
    asked.add(machine);
    if (failure != null) {
      throw failure;
    }
    return CompletableFuture.completedFuture(decision);
  }

  @Override
  public String seal(BootFile file) {
    String token = "sealed-" + file.name();
    sealed.put(token, file);
    return token;
  }

  @Override
  public Optional<BootFile> unseal(String token) {
    return Optional.ofNullable(sealed.get(token));
  }

  @Override
  public Optional<Spent> confirm(String ticket) throws IOException {
    if (diskFailure != null) {
      throw diskFailure;
    }
    if (!ticket.equals(GOOD_TICKET)) {
      return Optional.empty();
    }
    spentTickets.add(ticket);
    return Optional.of(new Spent(MAC, "lab", "order", Instant.EPOCH));
  }

  @Override
  public List<Spent> spent() {
    return List.of();
  }

  @Override
  public List<Spent> forget(MacAddress mac) {
    return List.of();
  }

  @Override
  public Optional<String> base(InetAddress server) {
    return Optional.of(BASE);
  }

  @Override
  public Optional<String> script(InetAddress server, Machine machine) {
    return Optional.empty();
  }

  @Override
  public Optional<String> folder(InetAddress server, Machine machine) {
    return Optional.empty();
  }

  @Override
  public List<RankedBooter> booters() {
    return List.of();
  }

  @Override
  public CompletionStage<Explanation> explain(Machine machine, Duration patience) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException());
  }

  @Override
  public Optional<Machine> lastSeen(MacAddress mac) {
    return lastSeen.filter(machine -> machine.mac().equals(mac));
  }

  @Override
  public List<Machine> seen() {
    return lastSeen.stream().toList();
  }
}
