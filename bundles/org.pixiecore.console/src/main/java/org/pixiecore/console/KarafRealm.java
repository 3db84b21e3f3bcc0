package org.pixiecore.console;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.osgi.service.component.annotations.Component;
import org.pixiecore.api.log.OneLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Karaf's own users, those of its shell: of {@code etc/users.properties}, or of what else the realm
 * {@code karaf} is configured to ask.
 */
@Component(service = Realm.class)
public final class KarafRealm implements Realm {

  private static final Logger LOG = LoggerFactory.getLogger(KarafRealm.class);
  private static final String NAME = "karaf";

  @Override
  public Optional<Set<String>> signIn(String user, String password) {
    Subject subject = new Subject();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // JAAS loads Karaf's login module by it, which every bundle sees, and a container maybe not
    thread.setContextClassLoader(KarafRealm.class.getClassLoader());
    try {
      new LoginContext(NAME, subject, callbacks -> answer(callbacks, user, password)).login();
    } catch (FailedLoginException e) {
      return Optional.empty();
    } catch (LoginException e) {
      LOG.warn("Karaf's realm does not sign a user in: {}", new OneLine(e.getMessage()));
      return Optional.empty();
    } finally {
      thread.setContextClassLoader(before);
    }
    return Optional.of(
        subject.getPrincipals(RolePrincipal.class).stream()
            .map(RolePrincipal::getName)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static void answer(Callback[] callbacks, String user, String password)
      throws IOException, UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(user);
      } else if (callback instanceof PasswordCallback secret) {
        secret.setPassword(password.toCharArray());
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }
}
