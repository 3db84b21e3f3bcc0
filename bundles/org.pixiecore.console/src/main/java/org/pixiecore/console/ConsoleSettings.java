package org.pixiecore.console;

import java.time.Duration;
import java.util.List;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.pixiecore.api.config.Configuration;

/**
 * Who may see the page, and how many at a time.
 *
 * @param readOnlyFor who sees machines without changing anything
 * @param networks from where the page is answered at all; never empty
 * @param names by which names it is; never empty
 * @param sessionTimeout after how long without a request a session ends; whole seconds
 * @param maxViewers how many may watch at a time
 */
record ConsoleSettings(
    Readers readOnlyFor,
    List<Networks> networks,
    List<Names> names,
    Duration sessionTimeout,
    int maxViewers) {

  static final String PID = "org.pixiecore.console";

  private static final int SESSION_TIMEOUT_S = 1800;
  private static final int MAX_VIEWERS = 64;

  /** Who sees machines without changing anything. */
  enum Readers {
    /** Whoever reaches the page. */
    EVERYONE,
    /** Users of Karaf's realm, of any role. */
    SIGNEDIN
  }

  ConsoleSettings {
    networks = List.copyOf(networks);
    names = List.copyOf(names);
  }

  static ConsoleSettings read(Configuration configuration) {
    List<Networks> networks = configuration.list("networks", Networks.ALLOWED, Networks::parse);
    List<Names> names = configuration.list("names", Names.ALLOWED, Names::parse);
    return new ConsoleSettings(
        configuration.choice("readOnlyFor", Readers.class, Readers.EVERYONE),
        networks.isEmpty() ? List.of(Networks.PRIVATE) : networks,
        names.isEmpty() ? List.of(Names.LOCAL) : names,
        Duration.ofSeconds(configuration.integer("sessionTimeout", 60, 86_400, SESSION_TIMEOUT_S)),
        configuration.integer("maxViewers", 1, 1000, MAX_VIEWERS));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: console",
      description = "Who sees the page at /pixiecore, and the JSON behind it")
  @interface Editor {
    @AttributeDefinition(
        name = "Read-only for",
        description =
            "Who sees machines, ports and problems without changing anything. What changes something,"
                + " and the configuration in force, is always for those who have signed in.",
        options = {
          @Option(label = "Everyone in the networks", value = "everyone"),
          @Option(label = "Those who have signed in", value = "signedIn")
        })
    String readOnlyFor() default "everyone";

    @AttributeDefinition(
        name = "Networks",
        description =
            "From where the page is answered at all, also to sign in: networks like 192.168.1.0/24,"
                + " single addresses, private (which is RFC 1918, link-local, fc00::/7 and this"
                + " computer itself), or all.")
    String[] networks() default "private";

    @AttributeDefinition(
        name = "Names",
        description =
            "By which names of this server the page is answered: names like pxe.example.com, local"
                + " (which is addresses, names without a dot, and those that end in .local, .lan,"
                + " .internal, .home.arpa or .localhost), or all. Any other name could be one that"
                + " another site lets point here, to have a browser read the page for it.")
    String[] names() default "local";

    @AttributeDefinition(
        name = "Session timeout",
        description = "Seconds without a request after which who has signed in has to again.",
        min = "60",
        max = "86400")
    int sessionTimeout() default SESSION_TIMEOUT_S;

    @AttributeDefinition(
        name = "Viewers",
        description =
            "How many pages may be live at a time. Further ones show the state at their loading.",
        min = "1",
        max = "1000")
    int maxViewers() default MAX_VIEWERS;
  }
}
