package org.pixiecore.itests;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Karaf's shell, as an administrator uses it. */
final class Shell {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What a person types while a command runs: it is ended. */
  private static final byte[] KEYS = {'q'};

  private Shell() {}

  /** What a command printed; anything that it throws is the test's failure. */
  static String run(BundleContext context, String command) {
    return run(context, command, "admin", "manager", "viewer", "systembundles");
  }

  /** The same, for somebody who has these roles alone. */
  static String run(BundleContext context, String command, String... roles) {
    Subject person = new Subject();
    Stream.of(roles).forEach(role -> person.getPrincipals().add(new RolePrincipal(role)));
    try {
      return Subject.doAs(
          person, (PrivilegedExceptionAction<String>) () -> execute(context, command));
    } catch (Exception e) {
      throw new AssertionError("\"" + command + "\" failed", e);
    }
  }

  private static String execute(BundleContext context, String command) throws Exception {
    // the shell, too, may be refreshed by what is installed
    ServiceReference<SessionFactory> shell =
        await()
            .atMost(PATIENCE)
            .until(() -> context.getServiceReference(SessionFactory.class), Objects::nonNull);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Session session = context.getService(shell).create(new ByteArrayInputStream(KEYS), out, out);
    try {
      session.execute(command);
    } finally {
      session.close();
      context.ungetService(shell);
    }
    return printed.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[\\d;]*m", "");
  }
}
