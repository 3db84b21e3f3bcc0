package org.pixiecore.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pixiecore api}: a server of the site says what each machine boots. */
@Command(
    name = "api",
    mixinStandardHelpOptions = true,
    versionProvider = PixiecoreCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    description = {
      "Boots each machine into what a server of yours says of it, until Ctrl-C.",
      "It is asked by HTTP, at URL/v1/boot/MAC; docs/http-api.md says how it answers. Needs root, as"
          + " boot does.",
      ""
    },
    footer = {
      "",
      "SOURCE is env:VARIABLE or file:PATH: everybody on this computer can read a command line, so"
          + " no secret stands in it.",
      "",
      "Examples:",
      "  pixiecore api https://deploy.example/pixiecore",
      "  pixiecore api https://deploy.example/pixiecore --api-request-timeout=2s \\",
      "      --api-token=file:/etc/pixiecore/token --trusted-certificates=ca.pem",
      "  pixiecore api http://localhost:4242 --file-directory=/srv/boot"
    })
final class ApiCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "URL",
      converter = ArgumentTypes.ApiUrl.class,
      description = "Where the API is, without /v1: http or https.")
  private URI url;

  @Option(
      names = "--api-request-timeout",
      paramLabel = "TIME",
      converter = ArgumentTypes.GoDuration.class,
      description = "How long the API may take for one answer, like 5s or 500ms.")
  private Duration timeout;

  @Option(
      names = "--api-version",
      paramLabel = "1|2",
      converter = ArgumentTypes.ApiVersion.class,
      description = "Which questions the API understands. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int version;

  @ArgGroup private Login login = new Login();

  @ArgGroup(exclusive = false)
  private ClientCertificate client = new ClientCertificate();

  @Option(
      names = "--trusted-certificates",
      paramLabel = "FILE",
      converter = ArgumentTypes.ReadableFile.class,
      description = "PEM certificates of authorities to trust beside those that Java trusts.")
  private Path trusted;

  @Option(
      names = "--file-directory",
      paramLabel = "DIRECTORY",
      converter = ArgumentTypes.ReadableDirectory.class,
      description =
          "Where answers may name files of this computer, as file:// URLs. May be repeated; without"
              + " it, nowhere.")
  private List<Path> fileDirectories = List.of();

  @Mixin private ServerArguments server;

  private final BootServer boots;

  ApiCommand(BootServer boots) {
    this.boots = boots;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Path> tls = new TreeMap<>();
    tls.put("trustedCertificates", trusted);
    tls.put("clientCertificate", client.certificate);
    tls.put("clientKey", client.key);
    tls.values().removeIf(Objects::isNull);
    ApiOptions booter =
        new ApiOptions(
            url, version, Optional.ofNullable(timeout), login.keys(), tls, fileDirectories);
    return boots.serve(booter, server.options());
  }

  /** How the API knows who is asking: by a token, or a user and password. */
  static final class Login {

    @Option(
        names = "--api-token",
        paramLabel = "SOURCE",
        converter = ArgumentTypes.SecretSource.class,
        description = "Where the bearer token is that the API is shown.")
    private String token;

    @ArgGroup(exclusive = false)
    private User user;

    Map<String, String> keys() {
      if (token != null) {
        return Map.of("token", token);
      }
      return user == null ? Map.of() : Map.of("user", user.name, "password", user.password);
    }
  }

  /** HTTP's basic authentication. */
  static final class User {

    @Option(
        names = "--api-user",
        paramLabel = "NAME",
        required = true,
        description = "The user that the API knows.")
    private String name;

    @Option(
        names = "--api-password",
        paramLabel = "SOURCE",
        required = true,
        converter = ArgumentTypes.SecretSource.class,
        description = "Where the user's password is.")
    private String password;
  }

  /** With what this server shows in TLS who it is. */
  static final class ClientCertificate {

    @Option(
        names = "--client-certificate",
        paramLabel = "FILE",
        required = true,
        converter = ArgumentTypes.ReadableFile.class,
        description = "The certificate that the API is shown, in PEM.")
    private Path certificate;

    @Option(
        names = "--client-key",
        paramLabel = "FILE",
        required = true,
        converter = ArgumentTypes.ReadableFile.class,
        description = "The certificate's key, in PEM: PKCS #8, not encrypted.")
    private Path key;
  }
}
