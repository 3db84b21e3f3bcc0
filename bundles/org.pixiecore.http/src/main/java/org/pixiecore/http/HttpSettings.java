package org.pixiecore.http;

import java.time.Duration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.tls.TlsFiles;

/**
 * How scripts and files are served.
 *
 * @param scriptPatience how long a request for a script waits for the booters
 * @param askAgain after how long a machine asks again whose booters have not answered; whole
 *     seconds
 * @param connectTimeout how long connecting to another server may take
 * @param readTimeout how long another server may stay silent
 * @param tls certificates for other servers
 */
record HttpSettings(
    Duration scriptPatience,
    Duration askAgain,
    Duration connectTimeout,
    Duration readTimeout,
    TlsFiles tls) {

  static final String PID = "org.pixiecore.http";

  private static final int SCRIPT_PATIENCE_MS = 3000;
  private static final int ASK_AGAIN_S = 2;
  private static final int CONNECT_TIMEOUT_MS = 5000;
  private static final int READ_TIMEOUT_MS = 20_000;

  static HttpSettings read(Configuration configuration) {
    return new HttpSettings(
        configuration.milliseconds(
            "scriptPatience", 0, 60_000, Duration.ofMillis(SCRIPT_PATIENCE_MS)),
        Duration.ofSeconds(configuration.integer("askAgain", 1, 3600, ASK_AGAIN_S)),
        configuration.milliseconds(
            "connectTimeout", 10, 600_000, Duration.ofMillis(CONNECT_TIMEOUT_MS)),
        configuration.milliseconds("readTimeout", 10, 600_000, Duration.ofMillis(READ_TIMEOUT_MS)),
        TlsFiles.read(configuration));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: HTTP",
      description = "How iPXE scripts and files are served; the port is that of org.ops4j.pax.web")
  @interface Editor {
    @AttributeDefinition(
        name = "Patience for a script",
        description =
            "Milliseconds for which a machine's request for its script waits for the booters. Then"
                + " the machine is told to ask again.",
        min = "0",
        max = "60000")
    int scriptPatience() default SCRIPT_PATIENCE_MS;

    @AttributeDefinition(
        name = "Pause before asking again",
        description = "Seconds after which a machine asks again whose booters have not answered.",
        min = "1",
        max = "3600")
    int askAgain() default ASK_AGAIN_S;

    @AttributeDefinition(
        name = "Time limit for connecting",
        description =
            "Milliseconds in which another server that has a file must accept a" + " connection.",
        min = "10",
        max = "600000")
    int connectTimeout() default CONNECT_TIMEOUT_MS;

    @AttributeDefinition(
        name = "Time limit for silence",
        description = "Milliseconds for which another server that has a file may send nothing.",
        min = "10",
        max = "600000")
    int readTimeout() default READ_TIMEOUT_MS;

    @AttributeDefinition(
        name = "Trusted certificates",
        description =
            "The absolute path of a PEM file with the certificates of authorities, which are trusted"
                + " beside those that Java trusts when a file is fetched by https.",
        required = false)
    String trustedCertificates() default "";

    @AttributeDefinition(
        name = "Client certificate",
        description =
            "The absolute path of a PEM file with the certificate that this server shows to another"
                + " one that asks for it, and those that lead to its authority. Together with the"
                + " client key.",
        required = false)
    String clientCertificate() default "";

    @AttributeDefinition(
        name = "Client key",
        description =
            "The absolute path of a PEM file with the client certificate's private key, in PKCS #8"
                + " and not encrypted.",
        required = false)
    String clientKey() default "";
  }
}
