package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.pixiecore.api.log.OneLine;
import org.pixiecore.console.ConsoleSettings.Readers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may see and who may change something, and signs people in. */
@Component(service = Doorkeeper.class)
public final class Doorkeeper {

  static final String COOKIE = "pixiecore-session";

  /** The header with {@link Session#token}. */
  static final String TOKEN = "X-Pixiecore-Token";

  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
  private static final Set<String> CHANGING_ROLES = Set.of("admin", "manager");

  /** A realm may be slow, and each waits on a thread of the container's. */
  private static final int SIGNING_IN = 4;

  private final LiveConsoleSettings settings;
  private final Realm realm;
  private final Sessions sessions;
  private final SignInFailures failures;
  private final Semaphore signingIn = new Semaphore(SIGNING_IN);

  @Activate
  public Doorkeeper(@Reference LiveConsoleSettings settings, @Reference Realm realm) {
    this(settings, realm, InstantSource.system());
  }

  Doorkeeper(LiveConsoleSettings settings, Realm realm, InstantSource clock) {
    this.settings = settings;
    this.realm = realm;
    this.sessions = new Sessions(clock, () -> settings.current().sessionTimeout());
    this.failures = new SignInFailures(clock);
  }

  /**
   * Lets those in who ask from where the page is for, by a name that is this server's.
   *
   * @throws RefusedException if it is not
   */
  void admit(HttpServletRequest request) throws RefusedException {
    InetAddress from = from(request);
    if (settings.current().networks().stream().noneMatch(networks -> networks.include(from))) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          "This page is not for %s: see networks in %s.cfg."
              .formatted(from.getHostAddress(), ConsoleSettings.PID));
    }
    refuseOtherNames(request);
  }

  /** Browsers always say by which name they ask. */
  private void refuseOtherNames(HttpServletRequest request) throws RefusedException {
    String host = request.getHeader("Host");
    if (host == null) {
      return;
    }
    String name = Names.in(host);
    if (settings.current().names().stream().noneMatch(names -> names.include(name))) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          ("This page does not answer to the name %s: ask by this server's address, or add the name"
                  + " to names in %s.cfg, like names = local, pxe.example.com.")
              .formatted(new OneLine(name), ConsoleSettings.PID));
    }
  }

  /**
   * Who asks, if they have signed in. That keeps their session open.
   *
   * @throws RefusedException if they may not see anything
   */
  Optional<Session> viewer(HttpServletRequest request) throws RefusedException {
    admit(request);
    Optional<Session> session = session(request);
    if (session.isEmpty() && settings.current().readOnlyFor() == Readers.SIGNEDIN) {
      throw signInFirst();
    }
    return session;
  }

  /**
   * Whether one who was let see may go on, without that being a use of the session.
   *
   * @param session empty for one who has not signed in
   */
  boolean maySeeOn(Optional<Session> session) {
    return session
        .map(known -> sessions.isOpen(known.id()))
        .orElseGet(() -> settings.current().readOnlyFor() == Readers.EVERYONE);
  }

  /**
   * Who asks, if they have signed in, of any role.
   *
   * @throws RefusedException if they have not
   */
  Session user(HttpServletRequest request) throws RefusedException {
    return viewer(request).orElseThrow(Doorkeeper::signInFirst);
  }

  /**
   * Who changes something.
   *
   * @throws RefusedException if it may come from another site, or they may not
   */
  Session changer(HttpServletRequest request) throws RefusedException {
    Session session = user(request);
    refuseOtherSites(request);
    if (!isTokenOf(session, request.getHeader(TOKEN))) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          "The header %s does not hold this session's token: load the page anew.".formatted(TOKEN));
    }
    if (!session.mayChange()) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          session.user() + " may change nothing: that is for the roles admin and manager.");
    }
    return session;
  }

  /**
   * Signs somebody in.
   *
   * @throws RefusedException if user and password are wrong, were too often, or it may come from
   *     another site
   */
  Session signIn(HttpServletRequest request, String user, String password) throws RefusedException {
    admit(request);
    refuseOtherSites(request);
    InetAddress from = from(request);
    Duration pause = failures.pause(from);
    if (!pause.isZero()) {
      throw new RefusedException(
          new Refusal(
              429,
              "Wrong too often. Try again in %d seconds.".formatted(Math.max(1, pause.toSeconds())),
              pause));
    }
    if (!signingIn.tryAcquire()) {
      throw new RefusedException(
          new Refusal(
              HttpServletResponse.SC_SERVICE_UNAVAILABLE,
              "Too many sign in at the same time. Try again.",
              Duration.ofSeconds(1)));
    }
    try {
      failures.count(from);
      Set<String> roles = roles(from, user, password);
      failures.forget(from);
      session(request).ifPresent(old -> sessions.close(old.id()));
      Session session = sessions.open(user, !Collections.disjoint(roles, CHANGING_ROLES));
      LOG.info("{} signs in from {}", new OneLine(session), from.getHostAddress());
      return session;
    } finally {
      signingIn.release();
    }
  }

  private Set<String> roles(InetAddress from, String user, String password)
      throws RefusedException {
    Optional<Set<String>> roles =
        user.isBlank() || password.isEmpty() ? Optional.empty() : realm.signIn(user, password);
    if (roles.isEmpty()) {
      LOG.warn("A sign-in from {} was refused: wrong user or password", from.getHostAddress());
    }
    return roles.orElseThrow(
        () ->
            new RefusedException(
                HttpServletResponse.SC_UNAUTHORIZED,
                "User or password is wrong. Users are those of Karaf: see etc/users.properties."));
  }

  /**
   * Signs somebody out.
   *
   * @throws RefusedException if it may come from another site
   */
  void signOut(HttpServletRequest request) throws RefusedException {
    admit(request);
    refuseOtherSites(request);
    session(request).ifPresent(session -> sessions.close(session.id()));
  }

  private static void refuseOtherSites(HttpServletRequest request) throws RefusedException {
    Optional<String> refusal = SameOrigin.refusal(request::getHeader);
    if (refusal.isPresent()) {
      throw new RefusedException(HttpServletResponse.SC_FORBIDDEN, refusal.get());
    }
  }

  /** Who asks, if they have signed in. */
  Optional<Session> session(HttpServletRequest request) {
    return Optional.ofNullable(request.getCookies()).stream()
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .flatMap(id -> sessions.use(id).stream())
        .findFirst();
  }

  private static boolean isTokenOf(Session session, String given) {
    return given != null
        && MessageDigest.isEqual(session.token().getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private static RefusedException signInFirst() {
    return new RefusedException(HttpServletResponse.SC_UNAUTHORIZED, "Sign in first.");
  }

  /** The container gives a literal, so no name is asked for. */
  private static InetAddress from(HttpServletRequest request) {
    String literal = request.getRemoteAddr();
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("\"" + literal + "\" is no address", e);
    }
  }
}
