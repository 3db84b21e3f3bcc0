package org.pixiecore.booter.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.api.log.UrlSecrets;

/** Boots what the API says. */
final class ApiBooter implements Booter {

  private static final int NOTES_KEPT = 10_000;
  private static final String REFUSED = "its configuration is refused: see the log";

  private final ApiSettings settings;
  private final Optional<Api> api;
  private final Time time;
  private final Cache<URI, Note> notes =
      Caffeine.newBuilder().maximumSize(NOTES_KEPT).executor(Runnable::run).build();

  private record Note(String how, long at) {}

  ApiBooter(ApiSettings settings, Backoff backoff, Time time) {
    this.settings = settings;
    this.time = time;
    this.api = settings.prefix().map(prefix -> new Api(settings, backoff, time));
  }

  /** As {@link ApiClient#check()}. */
  void check() throws IOException {
    if (api.isPresent()) {
      api.get().check();
    }
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException, InterruptedException {
    if (!settings.include(machine.mac())) {
      return Optional.empty();
    }
    if (settings.refused()) {
      throw new IOException(REFUSED);
    }
    if (api.isEmpty()) {
      return Optional.empty();
    }
    URI question = api.get().question(machine);
    try {
      Api.Outcome outcome = api.get().ask(question);
      note(question, outcome.how());
      return outcome.spec();
    } catch (IOException e) {
      note(question, e.getMessage());
      throw new IOException(shown(question) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<String> reason(Machine machine) throws IOException, InterruptedException {
    if (!settings.include(machine.mac())) {
      return Optional.of("machines does not include " + machine.mac());
    }
    if (settings.refused()) {
      return Optional.of(REFUSED);
    }
    if (api.isEmpty()) {
      return Optional.of("no url is configured");
    }
    URI question = api.get().question(machine);
    Note note = notes.getIfPresent(question);
    if (note == null) {
      Optional<BootSpec> unused = bootSpec(machine);
      note = notes.getIfPresent(question);
    }
    return Optional.ofNullable(note).map(n -> inWords(question, n));
  }

  private void note(URI question, String how) {
    notes.put(question, new Note(how, time.nanoTime().getAsLong()));
  }

  private String inWords(URI question, Note note) {
    return "%s, asked %d s ago: %s"
        .formatted(shown(question), time.since(note.at()).toSeconds(), new OneLine(note.how()));
  }

  private static String shown(URI question) {
    return UrlSecrets.mask(question.toString());
  }
}
