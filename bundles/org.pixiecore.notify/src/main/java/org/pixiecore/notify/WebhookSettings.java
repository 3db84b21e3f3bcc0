package org.pixiecore.notify;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Secret;
import org.pixiecore.api.tls.TlsFiles;

/**
 * One webhook.
 *
 * @param url whom to call. Such a URL is often a secret by itself; empty to call nobody
 * @param on of which changes
 * @param secret the key with which calls are signed; empty to sign none
 * @param timeout from the beginning of a call to the end of its answer
 * @param retries how many attempts follow the first that fails
 * @param queue how many notifications wait at most
 * @param tls for an https URL
 */
record WebhookSettings(
    Optional<Secret> url,
    Subscription on,
    Optional<Secret> secret,
    Duration timeout,
    int retries,
    int queue,
    TlsFiles tls) {

  private static final int TIMEOUT_MS = 5000;
  private static final int RETRIES = 12;
  private static final int QUEUE = 1000;

  static WebhookSettings read(Configuration configuration) {
    return new WebhookSettings(
        configuration.secret("url"),
        Subscription.read(configuration, "on"),
        configuration.secret("secret"),
        configuration.milliseconds("timeout", 100, 60_000, Duration.ofMillis(TIMEOUT_MS)),
        configuration.integer("retries", 0, 100, RETRIES),
        configuration.integer("queue", 1, 10_000, QUEUE),
        TlsFiles.read(configuration));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: webhook",
      description =
          "Calls a URL whenever a machine's boot gets on, or gets stuck. Without a URL it calls"
              + " nobody.")
  @interface Editor {
    @AttributeDefinition(
        name = "URL",
        description =
            "Whom to call: an http or https URL, itself, env:VARIABLE or file:/absolute/path. It is"
                + " kept out of the log, which names its host alone.",
        type = AttributeType.PASSWORD,
        required = false)
    String url() default "";

    @AttributeDefinition(
        name = "On",
        description =
            "States like booting and stuck, and causes of a diagnosis like no_address, of which it"
                + " is told. Empty: all.",
        required = false)
    String[] on() default {};

    @AttributeDefinition(
        name = "Secret",
        description =
            "The key with which calls are signed: itself, env:VARIABLE or file:/absolute/path."
                + " Empty: they are not signed.",
        type = AttributeType.PASSWORD,
        required = false)
    String secret() default "";

    @AttributeDefinition(
        name = "Time limit",
        description = "Milliseconds from the beginning of a call to the end of its answer.",
        min = "100",
        max = "60000")
    int timeout() default TIMEOUT_MS;

    @AttributeDefinition(
        name = "Retries",
        description =
            "How many attempts follow the first that fails, each after a longer pause of up to a"
                + " minute.",
        min = "0",
        max = "100")
    int retries() default RETRIES;

    @AttributeDefinition(
        name = "Queue",
        description = "How many calls wait at most. When there are more, the oldest are dropped.",
        min = "1",
        max = "10000")
    int queue() default QUEUE;

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
  }
}
