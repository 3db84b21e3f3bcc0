package org.pixiecore.booter.api;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.BooterRegistration;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.tls.TlsFiles;

/**
 * One configuration of the HTTP API booter.
 *
 * @param prefix the API's URL, without user info and slash at its end; empty to ask nobody
 * @param base the same with user info, if it has one: where the names of files start
 * @param version which questions it understands
 * @param machines which machines it is asked about; empty for every machine
 * @param ranking as {@code service.ranking}: of several booters, the highest is asked first
 * @param limits how long is waited for it
 * @param login how this server shows who it is
 * @param tls for an https URL
 * @param fileDirectories below which an answer may name files of this server; empty for nowhere
 * @param staleIfError for how long an answer serves while the API fails; zero for never
 * @param refused whether there is a URL, and a mistake somewhere: nobody is asked, and what the
 *     machines boot cannot be said
 */
record ApiSettings(
    Optional<URI> prefix,
    Optional<URI> base,
    ApiVersion version,
    List<MacPrefix> machines,
    int ranking,
    Limits limits,
    Login login,
    TlsFiles tls,
    List<Path> fileDirectories,
    Duration staleIfError,
    boolean refused) {

  /**
   * How long is waited, and how much is asked.
   *
   * @param connect until a connection is accepted
   * @param request from sending one request to the end of its answer
   * @param question for one question with all its attempts
   * @param retries how many attempts follow the first that fails
   * @param requests how many are under way at a time
   */
  record Limits(Duration connect, Duration request, Duration question, int retries, int requests) {}

  /**
   * Unless its configuration says otherwise: before the fixed booter, which boots what nobody else
   * does.
   */
  static final int RANKING = 10;

  private static final int VERSION = 1;
  private static final int CONNECT_TIMEOUT_MS = 1000;
  private static final int REQUEST_TIMEOUT_MS = 3000;
  private static final int QUESTION_TIMEOUT_MS = 8000;
  private static final int RETRIES = 2;
  private static final int REQUESTS = 8;
  private static final int STALE_IF_ERROR_S = 86_400;
  private static final int LONGEST_S = 31_536_000;

  private static final String URL =
      "an http or https URL without query and fragment, like http://deploy.example/pixiecore";
  private static final String DIRECTORIES = "absolute paths of directories, with commas between";

  ApiSettings {
    machines = List.copyOf(machines);
    fileDirectories = List.copyOf(fileDirectories);
  }

  /**
   * Reads a configuration. One with any mistake asks nobody: half of it may be the wrong half. It
   * stays in its rank and for its machines all the same, or they would boot what the next booter
   * has for those that are nobody's. A list of machines with a mistake is for every machine.
   */
  static ApiSettings parse(Configuration configuration) {
    List<MacPrefix> machines =
        configuration.list(
            "machines",
            "MAC addresses like 52:54:00:12:34:56 and beginnings of them like 52:54:00 (an"
                + " OUI), with commas between; none for every machine",
            MacPrefix::parse);
    boolean machinesAreRead = configuration.problems().isEmpty();
    Optional<URI> url =
        Optional.ofNullable(configuration.value("url", URL, ApiSettings::url, (URI) null));
    ApiSettings settings =
        new ApiSettings(
            url.map(ApiSettings::withoutUserInfo),
            url,
            configuration.value("version", "1 or 2", ApiSettings::version, ApiVersion.ONE),
            machinesAreRead ? machines : List.of(),
            BooterRegistration.ranking(configuration, RANKING),
            limits(configuration),
            Login.read(configuration, url),
            TlsFiles.read(configuration),
            configuration.list("fileDirectories", DIRECTORIES, Configuration::absolutePath),
            Duration.ofSeconds(
                configuration.integer("staleIfError", 0, LONGEST_S, STALE_IF_ERROR_S)),
            false);
    return configuration.problems().isEmpty()
        ? settings
        : settings.askingNobody(!configuration.text("url", "").isEmpty());
  }

  boolean include(MacAddress mac) {
    return machines.isEmpty() || machines.stream().anyMatch(prefix -> prefix.matches(mac));
  }

  /** Whether anybody on the way can read the credentials. */
  boolean sendsSecretsInTheOpen() {
    return !(login instanceof Login.None)
        && prefix.filter(url -> url.getScheme().equalsIgnoreCase("http")).isPresent();
  }

  private ApiSettings askingNobody(boolean refused) {
    return new ApiSettings(
        Optional.empty(),
        Optional.empty(),
        version,
        machines,
        ranking,
        limits,
        login,
        tls,
        fileDirectories,
        staleIfError,
        refused);
  }

  private static Limits limits(Configuration configuration) {
    return new Limits(
        configuration.milliseconds(
            "connectTimeout", 10, 600_000, Duration.ofMillis(CONNECT_TIMEOUT_MS)),
        configuration.milliseconds(
            "requestTimeout", 10, 600_000, Duration.ofMillis(REQUEST_TIMEOUT_MS)),
        configuration.milliseconds(
            "questionTimeout", 10, 600_000, Duration.ofMillis(QUESTION_TIMEOUT_MS)),
        configuration.integer("retries", 0, 10, RETRIES),
        configuration.integer("requests", 1, 64, REQUESTS));
  }

  private static ApiVersion version(String text) {
    for (ApiVersion version : ApiVersion.values()) {
      if (String.valueOf(version.number).equals(text)) {
        return version;
      }
    }
    throw new IllegalArgumentException();
  }

  private static URI url(String text) {
    URI url = BootFile.parse(text.replaceFirst("/+$", "")).location();
    if (!url.getScheme().toLowerCase(Locale.ROOT).startsWith("http")
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static URI withoutUserInfo(URI url) {
    return url.getRawUserInfo() == null
        ? url
        : URI.create(url.toString().replace("//" + url.getRawUserInfo() + "@", "//"));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: HTTP API booter",
      description =
          "Asks a server of the site, by HTTP, what each machine boots. Without a URL it asks"
              + " nobody.")
  @interface Editor {
    @AttributeDefinition(
        name = "URL",
        description =
            "Where the API is: http or https, without /v1. Questions go to URL/v1/boot/MAC.",
        required = false)
    String url() default "";

    @AttributeDefinition(
        name = "Version",
        description =
            "Which questions the server understands. Version 2 tells it more about the machine, and"
                + " it may answer more.",
        options = {
          @Option(label = "1, as Pixiecore has always asked", value = "1"),
          @Option(label = "2", value = "2")
        })
    int version() default VERSION;

    @AttributeDefinition(
        name = "Machines",
        description =
            "MAC addresses, and beginnings of them like an OUI 52:54:00, that the server is asked"
                + " about. Empty: every machine.",
        required = false)
    String[] machines() default {};

    @AttributeDefinition(
        name = "Ranking",
        description = "Of several booters that are for a machine, the one with the highest serves.",
        required = false)
    int ranking() default RANKING;

    @AttributeDefinition(
        name = "Time limit to connect",
        description = "Milliseconds in which the server must accept a connection.",
        min = "10",
        max = "600000")
    int connectTimeout() default CONNECT_TIMEOUT_MS;

    @AttributeDefinition(
        name = "Time limit for a request",
        description = "Milliseconds from sending one request to the end of its answer.",
        min = "10",
        max = "600000")
    int requestTimeout() default REQUEST_TIMEOUT_MS;

    @AttributeDefinition(
        name = "Time limit for a question",
        description =
            "Milliseconds for one question with all its attempts. More than booterTimeout of"
                + " org.pixiecore.core is of no use.",
        min = "10",
        max = "600000")
    int questionTimeout() default QUESTION_TIMEOUT_MS;

    @AttributeDefinition(
        name = "Retries",
        description =
            "How many attempts follow the first that fails, each after a longer pause, within the"
                + " time limit for a question.",
        min = "0",
        max = "10")
    int retries() default RETRIES;

    @AttributeDefinition(
        name = "Requests at a time",
        description = "How many requests to the server are under way at a time.",
        min = "1",
        max = "64")
    int requests() default REQUESTS;

    @AttributeDefinition(
        name = "Stale answers",
        description =
            "Seconds for which the last answer about a machine serves while the server is slow or"
                + " down; 0 for never.",
        min = "0",
        max = "31536000")
    int staleIfError() default STALE_IF_ERROR_S;

    @AttributeDefinition(
        name = "Token",
        description =
            "Sent as bearer token: itself, env:VARIABLE or file:/absolute/path. Not together with a"
                + " user.",
        type = AttributeType.PASSWORD,
        required = false)
    String token() default "";

    @AttributeDefinition(
        name = "User",
        description = "Sent with the password, in HTTP's basic form.",
        required = false)
    String user() default "";

    @AttributeDefinition(
        name = "Password",
        description = "The user's: itself, env:VARIABLE or file:/absolute/path.",
        type = AttributeType.PASSWORD,
        required = false)
    String password() default "";

    @AttributeDefinition(
        name = "Trusted certificates",
        description =
            "The absolute path of a PEM file with certificates of authorities that are trusted"
                + " beside those that Java trusts.",
        required = false)
    String trustedCertificates() default "";

    @AttributeDefinition(
        name = "Client certificate",
        description = "The absolute path of a PEM file with the certificate shown to the server.",
        required = false)
    String clientCertificate() default "";

    @AttributeDefinition(
        name = "Client key",
        description =
            "The absolute path of a PEM file with the client certificate's key: PKCS #8, not"
                + " encrypted.",
        required = false)
    String clientKey() default "";

    @AttributeDefinition(
        name = "File directories",
        description =
            "Absolute paths of directories below which answers may name files of this server, with"
                + " file:// URLs. Empty: nowhere.",
        required = false)
    String[] fileDirectories() default {};
  }
}
