package org.pixiecore.core;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.OneShots;
import org.pixiecore.api.config.LiveSettings;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in a file what was booted once. What is known is what is on disk: a change is written
 * before it holds. While the file cannot be read nothing is known, and it is tried again each time.
 */
@Component(
    name = OnceSettings.PID,
    service = {OneShots.class, Orders.class})
@Designate(ocd = OnceSettings.Editor.class)
public final class KeptOneShots implements OneShots, Orders {

  private static final Logger LOG = LoggerFactory.getLogger(KeptOneShots.class);

  /** How many are remembered: more than a server has machines, for one forgotten boots anew. */
  private static final int MOST = 100_000;

  private final LiveSettings<OnceSettings> settings;
  private final Tickets tickets;
  private final Clock clock;
  private final int most;

  /** Who wait for the disk: it is as slow for one as for all of them together. */
  private final Map<OneShot, Instant> waiting = new ConcurrentHashMap<>();

  /** Changed under the lock; null until the file could be read. */
  private volatile Kept kept;

  /** A file and what it holds. */
  private record Kept(SpentFile file, SpentOrders orders) {}

  @Activate
  public KeptOneShots(Map<String, Object> properties, @Reference Tickets tickets) {
    this(properties, tickets, Clock.systemUTC(), MOST);
  }

  KeptOneShots(Map<String, Object> properties, Tickets tickets, Clock clock, int most) {
    this.settings = new LiveSettings<>(OnceSettings::read, properties);
    this.tickets = tickets;
    this.clock = clock;
    this.most = most;
    try {
      kept = load(settings.current().onceFile());
    } catch (IOException e) {
      LOG.error(
          "{}: {}. Until it can be, machines that are to boot once are left to ask again",
          OnceSettings.PID,
          e.getMessage());
    }
  }

  @Modified
  synchronized void modified(Map<String, Object> properties) {
    if (settings.update(properties)) {
      try {
        kept = load(settings.current().onceFile());
      } catch (IOException e) {
        LOG.error("{}: {}. The file that was read before stays", OnceSettings.PID, e.getMessage());
      }
    }
  }

  @Override
  public boolean isSpent(OneShot boot) throws IOException {
    return kept().orders().find(boot).isPresent();
  }

  @Override
  public String ticket(OneShot boot) {
    return tickets.of(boot);
  }

  @Override
  public Optional<Spent> confirm(String ticket) throws IOException {
    Optional<OneShot> boot = tickets.read(ticket);
    return boot.isPresent() ? Optional.of(spend(boot.get())) : Optional.empty();
  }

  private Spent spend(OneShot boot) throws IOException {
    Instant now = clock.instant();
    waiting.put(boot, now);
    try {
      synchronized (this) {
        SpentOrders known = kept().orders();
        Optional<Spent> earlier = known.find(boot);
        if (earlier.isPresent()) {
          return earlier.get();
        }
        Map<OneShot, Instant> together = new HashMap<>(waiting);
        // some wait for nothing more than to be told
        together.keySet().removeAll(known.confirmed().keySet());
        together.put(boot, now);
        keepMore(together);
        return new Spent(boot.mac(), boot.booter(), boot.order(), now);
      }
    } finally {
      waiting.remove(boot);
    }
  }

  private void keepMore(Map<OneShot, Instant> together) throws IOException {
    SpentOrders next = kept().orders().with(together);
    keep(next.latest(most));
    together
        .keySet()
        .forEach(
            boot ->
                LOG.info(
                    "{}: has booted what booter {} ordered once ({}): now it boots its local disk",
                    boot.mac(),
                    boot.booter(),
                    new OneLine(boot.order())));
    if (next.confirmed().size() > most) {
      LOG.warn("More than {} boots were carried out once: the oldest is forgotten", most);
    }
  }

  @Override
  public List<Spent> spent() throws IOException {
    return kept().orders().latestFirst();
  }

  @Override
  public synchronized List<Spent> forget(MacAddress mac) throws IOException {
    List<Spent> gone = spent().stream().filter(spent -> spent.mac().equals(mac)).toList();
    if (!gone.isEmpty()) {
      keep(kept().orders().without(mac));
      LOG.info("{}: what it booted once is forgotten, so it boots it again", mac);
    }
    return gone;
  }

  private void keep(SpentOrders next) throws IOException {
    SpentFile file = kept().file();
    file.write(next);
    kept = new Kept(file, next);
  }

  private Kept kept() throws IOException {
    Kept known = kept;
    return known != null ? known : read();
  }

  private synchronized Kept read() throws IOException {
    if (kept == null) {
      kept = load(settings.current().onceFile());
    }
    return kept;
  }

  private static Kept load(Path path) throws IOException {
    SpentFile file = new SpentFile(path);
    SpentFile.Content content = file.read();
    if (content.damaged() > 0) {
      Path aside = file.setAside();
      file.write(content.orders());
      LOG.error(
          "{}: {} lines cannot be read. Machines that they were about boot once more what is still"
              + " ordered for them. The damaged file is now {}",
          path,
          content.damaged(),
          aside);
    }
    LOG.info(
        "{} boots were carried out once, as {} says", content.orders().confirmed().size(), path);
    return new Kept(file, content.orders());
  }
}
