package org.pixiecore.dhcp.lease;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.dhcp.AddressServer;
import org.pixiecore.dhcp.Answer;
import org.pixiecore.dhcp.DhcpPacket;
import org.pixiecore.dhcp.DhcpSurvey;
import org.pixiecore.dhcp.Octets;
import org.pixiecore.dhcp.OptionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DHCP server. Up to the question whether a message is to be looked at it is on the caller's
 * thread, and never waits; from there on a thread of its own has everything about addresses, and
 * waits for the disk.
 */
@Component(name = LeaseServer.PID, service = AddressServer.class, immediate = true)
@Designate(ocd = LeaseConfiguration.class)
public final class LeaseServer implements AddressServer {

  static final String PID = "org.pixiecore.dhcp.lease";

  /** Messages that wait; what is beyond them is asked again by the clients. */
  static final int MOST_WAITING = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(LeaseServer.class);
  private static final long LOOK_MILLIS = 1000;

  /** How many links and relays without a range people are told of. */
  private static final int MOST_TOLD = 256;

  /** How many messages share a wait for the disk. */
  private static final int MOST_TOGETHER = 256;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile DhcpSurvey survey;

  private final LiveSettings<LeaseSettings> settings;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Set<Question> unanswered = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final EchoProber prober = new EchoProber();
  private final LeaseLog log = new LeaseLog(LOG, System::nanoTime);
  private final LeaseDesk desk;
  private final Links links;
  private final Thread thread = new Thread(this::run, "pixiecore-lease");
  private volatile boolean closed;

  /** A message that waits for its answer. */
  private final class Question {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    void complete(Answer given) {
      if (unanswered.remove(this)) {
        waiting.release();
        answer.complete(given);
      }
    }
  }

  @Activate
  public LeaseServer(Map<String, Object> properties) {
    settings = new LiveSettings<>(LeaseSettings::parse, properties);
    Clock clock = new SteadyClock(Clock.systemUTC(), System::nanoTime);
    links = new Links(() -> settings.current().mode(), () -> survey, clock, log);
    desk = new LeaseDesk(settings::current, prober, tasks::add, clock, log);
  }

  /** Begins; after construction, when the services that are there are known. */
  @Activate
  void open() {
    thread.setDaemon(true);
    thread.start();
    begin();
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      begin();
    }
  }

  /** Tells at once whether the lease file can be used, and not with the first machine. */
  private void begin() {
    told.clear();
    LOG.info("Addresses: mode = {}", settings.current().mode().name().toLowerCase(Locale.ROOT));
    if (settings.current().mode() != Mode.PROXY) {
      tasks.add(desk::open);
    }
  }

  /** Returns when nothing is written any more. */
  @Deactivate
  void close() {
    closed = true;
    tasks.add(() -> {});
    prober.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    unanswered.forEach(question -> question.complete(new Answer.Ignore("no longer served")));
  }

  @Override
  public CompletionStage<Answer> answer(DhcpPacket request, InetSocketAddress source, Link link) {
    LeaseSettings now = settings.current();
    if (now.mode() == Mode.PROXY) {
      return ignore("addresses are the site's DHCP server's to give");
    }
    if (!now.interfaces().include(link.interfaceName(), link.address())) {
      return ignore("no addresses are given on " + link.interfaceName());
    }
    if (request.htype() != DhcpPacket.ETHERNET || request.hlen() != MacAddress.LENGTH) {
      return ignore("not from an Ethernet interface");
    }
    boolean relayed = !request.giaddr().isAnyLocalAddress();
    if (relayed && now.mode() == Mode.AUTO) {
      return ignore("whether another server is behind a relay is not known in mode auto");
    }
    ClientState state = ClientState.of(request, link.address());
    if (state == ClientState.SELECTING_ANOTHER && !relayed) {
      another(request, link);
    }
    MacAddress mac = MacAddress.of(request.chaddr().toArray(), 0);
    Optional<ClientKey> client =
        ClientKey.of(mac, request.options().get(OptionCode.CLIENT_IDENTIFIER));
    if (client.isEmpty()) {
      return ignore("option 61 is longer than 255 octets");
    }
    Optional<Scope> scope = Scope.of(now, request, link);
    if (scope.isEmpty()) {
      return ignore(nothingFor(request, link));
    }
    Service service = links.on(link.interfaceName());
    if (!service.isGiven()) {
      return ignore(service.words());
    }
    return take(
        new LeaseRequest(request, state, client.get(), mac, scope.get(), link.interfaceName()));
  }

  private CompletionStage<Answer> take(LeaseRequest request) {
    if (!waiting.tryAcquire()) {
      String reason = MOST_WAITING + " messages wait already; more are left to ask again";
      log.trouble(reason);
      return ignore(reason);
    }
    Question question = new Question();
    unanswered.add(question);
    tasks.add(
        () -> {
          try {
            desk.take(request, question::complete);
          } catch (RuntimeException e) {
            log.failed(e);
            question.complete(new Answer.Ignore("an error of ours, which the log shows"));
          }
        });
    return question.answer;
  }

  private static CompletionStage<Answer> ignore(String reason) {
    return CompletableFuture.completedFuture(new Answer.Ignore(reason));
  }

  private void another(DhcpPacket request, Link link) {
    Octets identifier = request.options().get(OptionCode.SERVER_IDENTIFIER).orElse(Octets.EMPTY);
    if (identifier.length() != Integer.BYTES) {
      return;
    }
    Inet4Address server = Ipv4.address(Integer.toUnsignedLong(identifier.asBuffer().getInt()));
    try {
      // an interface may have several addresses, and one of ours is no other server's
      if (NetworkInterface.getByInetAddress(server) == null) {
        links.anotherServer(link.interfaceName(), server);
      }
    } catch (SocketException e) {
      LOG.debug("It is not known whether {} is this computer's", server.getHostAddress(), e);
    }
  }

  private String nothingFor(DhcpPacket request, Link link) {
    String reason =
        request.giaddr().isAnyLocalAddress()
            ? "%s has the address %s/%d, and there no address can be given: ranges has none of it"
                .formatted(
                    link.interfaceName(), link.address().getHostAddress(), link.prefixLength())
            : "ranges has no range with a prefix length for the relay "
                + request.giaddr().getHostAddress();
    // it may be meant so, and machines ask again and again
    if (told.size() < MOST_TOLD && told.add(reason)) {
      LOG.warn("{}. Allowed are {}", reason, Pool.ALLOWED);
    }
    return reason;
  }

  private void run() {
    List<Runnable> together = new ArrayList<>();
    long looked = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
    while (!closed) {
      try {
        Runnable first = tasks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          together.add(first);
          tasks.drainTo(together, MOST_TOGETHER);
          together.forEach(this::run);
          together.clear();
          run(desk::keep);
        }
      } catch (InterruptedException e) {
        // nobody interrupts this thread but a container that is done with it
        closed = true;
      }
      if (System.nanoTime() - looked >= TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
        looked = System.nanoTime();
        run(this::look);
      }
    }
    try {
      desk.close();
    } catch (IOException e) {
      log.trouble(String.valueOf(e.getMessage()));
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.failed(e);
    }
  }

  private void look() {
    LeaseSettings now = settings.current();
    if (now.mode() == Mode.PROXY) {
      return;
    }
    try {
      List<NetworkInterface> up =
          NetworkInterface.networkInterfaces().filter(LeaseServer::isUp).toList();
      links.look(
          up.stream().map(NetworkInterface::getName).toList(),
          up.stream()
              .filter(nic -> !isLoopback(nic))
              .filter(nic -> links(nic).anyMatch(link -> isServed(link, now)))
              .map(NetworkInterface::getName)
              .toList());
    } catch (SocketException e) {
      LOG.debug("The interfaces cannot be looked at", e);
    }
  }

  private static Stream<Link> links(NetworkInterface nic) {
    return nic.getInterfaceAddresses().stream()
        .flatMap(
            its ->
                its.getAddress() instanceof Inet4Address address
                    ? Stream.of(new Link(nic.getName(), address, its.getNetworkPrefixLength()))
                    : Stream.empty());
  }

  private static boolean isServed(Link link, LeaseSettings settings) {
    return settings.interfaces().include(link.interfaceName(), link.address())
        && Scope.isOn(settings, link);
  }

  private static boolean isUp(NetworkInterface nic) {
    try {
      return nic.isUp();
    } catch (SocketException e) {
      return false; // it has gone meanwhile
    }
  }

  private static boolean isLoopback(NetworkInterface nic) {
    try {
      return nic.isLoopback();
    } catch (SocketException e) {
      return true; // it has gone meanwhile
    }
  }
}
