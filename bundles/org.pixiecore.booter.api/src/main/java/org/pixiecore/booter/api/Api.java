package org.pixiecore.booter.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Machine;
import org.pixiecore.api.log.LogLimit;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.log.UrlSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API with its answers: asks what is not known, again if it must, and gives the last answer
 * where there is no other. From one change of the settings to the next.
 */
final class Api {

  /**
   * What came of a question.
   *
   * @param spec what the machine boots; empty for "not mine"
   * @param how where that comes from, for people
   */
  record Outcome(Optional<BootSpec> spec, String how) {}

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  /** In octets, about: answers are small, but the API says how small. */
  private static final long MOST_KEPT = 32L << 20;

  private final ApiSettings settings;
  private final URI prefix;
  private final FileNames files;
  private final ApiClient client;
  private final Backoff backoff;
  private final Time time;
  private final Outage outage;
  private final SingleFlight<URI, Outcome> flights = new SingleFlight<>();
  private final LogLimit warnings;
  private final Cache<URI, KeptAnswer> answers =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((URI question, KeptAnswer answer) -> answer.octets())
          .executor(Runnable::run)
          .build();

  /**
   * @param settings with a URL
   */
  Api(ApiSettings settings, Backoff backoff, Time time) {
    this.settings = settings;
    this.prefix = settings.prefix().orElseThrow();
    this.files = new FileNames(settings.base().orElseThrow(), settings.fileDirectories());
    this.client = new ApiClient(settings);
    this.backoff = backoff;
    this.time = time;
    this.outage = new Outage(time);
    this.warnings = new LogLimit(5, Duration.ofMinutes(1), time.nanoTime());
  }

  /** As {@link ApiClient#check()}. */
  void check() throws IOException {
    client.check();
  }

  /** The URL by which it is asked about a machine. */
  URI question(Machine machine) {
    return Question.about(machine, settings.version(), prefix);
  }

  /**
   * What it says about a machine.
   *
   * @param question its URL
   * @throws IOException if nobody can say; the message is for people
   */
  Outcome ask(URI question) throws IOException, InterruptedException {
    KeptAnswer kept = answers.getIfPresent(question);
    if (kept != null && kept.isFresh(time)) {
      return outcome(question, kept, served(kept) + ", and need not be asked for");
    }
    if (kept != null && kept.mayServeStale(time) && outage.holdsBack()) {
      return outcome(question, kept, served(kept) + ", while it is left alone after a failure");
    }
    return flights.share(question, () -> askServer(question));
  }

  private Outcome askServer(URI question) throws IOException, InterruptedException {
    KeptAnswer kept = answers.getIfPresent(question);
    Map<String, String> conditions = kept == null ? Map.of() : kept.conditions();
    long began = time.nanoTime().getAsLong();
    for (int failures = 1; ; failures++) {
      Duration rest = settings.limits().question().minus(time.since(began));
      Failure failure;
      Optional<ApiClient.Response> answered = Optional.empty();
      try {
        ApiClient.Response response = client.get(question, conditions, perRequest(rest));
        failure = Failure.status(response, time.clock());
        answered = Optional.of(response);
      } catch (IOException e) {
        failure = Failure.of(e);
      }
      if (answered.isPresent()) {
        Optional<Outcome> outcome = understand(question, answered.get(), kept);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      }
      Duration pause = backoff.after(failures, failure.retryAfter());
      boolean inTime = time.since(began).plus(pause).compareTo(settings.limits().question()) < 0;
      if (!failure.mayPass() || failures > settings.limits().retries() || !inTime) {
        if (failure.ofServer()) {
          outage.failed(failure.retryAfter());
        }
        return last(question, failure);
      }
      LOG.debug("{} {}; asked again in {}", question, failure.reason(), pause);
      time.sleep().sleep(pause);
    }
  }

  private Duration perRequest(Duration rest) {
    Duration limit = settings.limits().request();
    return rest.compareTo(limit) < 0 ? rest : limit;
  }

  /**
   * Empty if the API cannot say.
   *
   * @throws IOException if this server cannot do now what it says
   */
  private Optional<Outcome> understand(URI question, ApiClient.Response response, KeptAnswer kept)
      throws IOException {
    if (response.status() == 304 && kept != null && !kept.conditions().isEmpty()) {
      outage.over();
      long now = time.nanoTime().getAsLong();
      keep(question, kept.confirmed(response.headers(), now, settings.staleIfError()));
      return Optional.of(outcome(question, kept, "it answered 304: as before"));
    }
    return switch (settings.version().of(response.status())) {
      case DOCUMENT -> {
        outage.over();
        yield Optional.of(document(question, response));
      }
      case NOT_MINE -> {
        outage.over();
        keep(question, answer(response, Optional.empty(), Optional.empty()));
        yield Optional.of(notMine(response));
      }
      case NOT_MINE_BUT_ODD -> {
        warn("{} answered {}, taken for \"not this machine\"", question, response.status());
        yield Optional.of(notMine(response));
      }
      case CANNOT_SAY -> Optional.empty();
    };
  }

  private Outcome document(URI question, ApiClient.Response response) throws IOException {
    try {
      byte[] body = body(response);
      AnswerDocument document = AnswerDocument.read(body, settings.version(), files);
      keep(question, answer(response, Optional.of(body), document.cache()));
      return new Outcome(Optional.of(document.spec()), "it answered 200");
    } catch (MalformedAnswerException e) {
      return malformed(question, e);
    } catch (IOException e) {
      // what it said before is no longer what it says
      answers.invalidate(question);
      throw e;
    }
  }

  /** What an answer says that is known already. */
  private Outcome outcome(URI question, KeptAnswer kept, String how) throws IOException {
    if (kept.body().isEmpty()) {
      return new Outcome(Optional.empty(), how);
    }
    try {
      BootSpec spec = AnswerDocument.read(kept.body().get(), settings.version(), files).spec();
      return new Outcome(Optional.of(spec), how);
    } catch (MalformedAnswerException e) {
      return malformed(question, e);
    }
  }

  private Outcome malformed(URI question, MalformedAnswerException e) {
    answers.invalidate(question);
    warn(
        "{} answered what is no boot document: {}. The machine is passed",
        question,
        e.getMessage());
    return new Outcome(
        Optional.empty(), "it answered 200 with what is no boot document: " + e.getMessage());
  }

  private static byte[] body(ApiClient.Response response) throws MalformedAnswerException {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new MalformedAnswerException(
          "it is encoded as " + encoding + ", which was not asked for");
    }
    return response
        .body()
        .orElseThrow(
            () ->
                new MalformedAnswerException(
                    "it is longer than " + LimitedBody.LONGEST + " octets"));
  }

  private static Outcome notMine(ApiClient.Response response) {
    return new Outcome(Optional.empty(), "it answered " + response.status() + ": not its machine");
  }

  private KeptAnswer answer(
      ApiClient.Response response, Optional<byte[]> body, Optional<Duration> cache) {
    return KeptAnswer.of(
        response, body, cache, time.nanoTime().getAsLong(), settings.staleIfError());
  }

  private void keep(URI question, KeptAnswer answer) {
    if (answer.isWorthKeeping()) {
      answers.put(question, answer);
    } else {
      answers.invalidate(question);
    }
  }

  private Outcome last(URI question, Failure failure) throws IOException {
    KeptAnswer kept = answers.getIfPresent(question);
    if (kept == null || !kept.mayServeStale(time)) {
      throw new IOException("it gives no answer: " + failure.reason());
    }
    String how = "%s, because %s".formatted(served(kept), failure.reason());
    warn("{}: {}", question, how);
    return outcome(question, kept, how);
  }

  private String served(KeptAnswer kept) {
    return "its answer %d of %d s ago serves"
        .formatted(kept.status(), time.since(kept.at()).toSeconds());
  }

  /**
   * Writes a line, unless there were many.
   *
   * @param format with a place for the question before those for the arguments
   */
  private void warn(String format, URI question, Object... arguments) {
    OptionalLong heldBack = warnings.permit();
    if (heldBack.isEmpty()) {
      return;
    }
    Object[] all = new Object[arguments.length + 1];
    all[0] = UrlSecrets.mask(question.toString());
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = new OneLine(arguments[i]);
    }
    String more =
        heldBack.getAsLong() == 0
            ? "."
            : ". (" + heldBack.getAsLong() + " more like this since the last such line)";
    LOG.warn(format + more, all);
  }
}
