package org.pixiecore.booter.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.api.config.Configuration.Problem;
import org.pixiecore.api.config.Secret;

class ApiSettingsTest {

  @Test
  void anEmptyConfigurationAsksNobodyAndIsNoMistake() {
    Configuration empty = new Configuration(Map.of());

    assertThat(ApiSettings.parse(empty).prefix()).isEmpty();
    assertThat(empty.problems()).isEmpty();
  }

  @Test
  void everyKey() {
    ApiSettings settings =
        sound(
            "url", "https://deploy.example/api//",
            "version", "2",
            "machines", "52:54:00, 01:02:03:04:05:06",
            "ranking", "7",
            "connectTimeout", "100",
            "requestTimeout", "200",
            "questionTimeout", "300",
            "retries", "4",
            "requests", "5",
            "staleIfError", "6",
            "user", "karaf",
            "password", "file:/etc/secret",
            "fileDirectories", "/srv/boot/../images, /mnt");

    assertThat(settings.prefix()).contains(URI.create("https://deploy.example/api"));
    assertThat(settings.version()).isEqualTo(ApiVersion.TWO);
    assertThat(settings.machines())
        .containsExactly(MacPrefix.parse("52:54:00"), MacPrefix.parse("01:02:03:04:05:06"));
    assertThat(settings.ranking()).isEqualTo(7);
    assertThat(settings.limits())
        .isEqualTo(
            new ApiSettings.Limits(
                Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300), 4, 5));
    assertThat(settings.staleIfError()).isEqualTo(Duration.ofSeconds(6));
    assertThat(settings.login()).isEqualTo(new Login.Basic("karaf", Secret.of("file:/etc/secret")));
    assertThat(settings.fileDirectories())
        .isEqualTo(List.of(Path.of("/srv/images"), Path.of("/mnt")));
    assertThat(settings.sendsSecretsInTheOpen()).isFalse();
  }

  @Test
  void userInfoIsTakenOutOfTheUrl() {
    ApiSettings settings = sound("url", "http://me:s%40cret@deploy.example");

    assertThat(settings.prefix()).contains(URI.create("http://deploy.example"));
    assertThat(settings.base()).contains(URI.create("http://me:s%40cret@deploy.example"));
    assertThat(settings.login()).isInstanceOf(Login.UserInfo.class);
    assertThat(settings.login().toString()).doesNotContain("cret");
    assertThat(settings.sendsSecretsInTheOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "url, deploy.example, an http or https URL",
    "url, ftp://deploy.example, an http or https URL",
    "url, file:///srv, an http or https URL",
    "url, http://, an http or https URL",
    "url, http://deploy.example/?a=b, without query",
    "url, http://deploy.example/#a, without query and fragment",
    "version, 3, 1 or 2",
    "machines, eth0, MAC addresses",
    "ranking, high, a whole number",
    "connectTimeout, 1, from 10 to 600000",
    "requestTimeout, x, from 10 to 600000",
    "questionTimeout, -1, from 10 to 600000",
    "retries, 11, from 0 to 10",
    "requests, 0, from 1 to 64",
    "staleIfError, -1, from 0 to",
    "token, file:relative, env:VARIABLE",
    "user, me, just when there is a password",
    "password, x, just when there is a password",
    "trustedCertificates, ca.pem, absolute path",
    "clientKey, /k.pem, when the other",
    "fileDirectories, srv, absolute paths"
  })
  void aMistakeIsNamedWithWhatIsAllowed(String key, String value, String allowed) {
    Map<String, String> keys = new HashMap<>(Map.of("url", "http://deploy.example"));
    keys.put(key, value);
    Configuration configuration = new Configuration(keys);

    ApiSettings settings = ApiSettings.parse(configuration);
    assertThat(settings.prefix()).as("asks nobody").isEmpty();
    assertThat(settings.refused()).isTrue();
    assertThat(configuration.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.allowed()).contains(allowed));
  }

  @Test
  void aMistakeLeavesRankAndMachines() {
    ApiSettings settings =
        ApiSettings.parse(
            new Configuration(
                Map.of(
                    "url", "deploy.example",
                    "retries", "many",
                    "ranking", "7",
                    "machines", "52:54:00")));

    assertThat(settings.refused()).isTrue();
    assertThat(settings.ranking()).isEqualTo(7);
    assertThat(settings.machines()).containsExactly(MacPrefix.parse("52:54:00"));
  }

  @Test
  void aMistakeAmongTheMachinesMayMeanAnyMachine() {
    ApiSettings settings =
        ApiSettings.parse(
            new Configuration(Map.of("url", "http://h", "machines", "52:54:00, 52:54:0O")));

    assertThat(settings.refused()).isTrue();
    assertThat(settings.machines()).isEmpty();
  }

  @Test
  void aMistakeWithoutAUrlIsNobodysMachine() {
    assertThat(ApiSettings.parse(new Configuration(Map.of("version", "3"))).refused()).isFalse();
  }

  @Test
  void aTokenAndAUserDoNotGoTogether() {
    Configuration configuration =
        new Configuration(Map.of("url", "http://h", "token", "t", "user", "u", "password", "p"));
    ApiSettings.parse(configuration);

    assertThat(configuration.problems()).extracting(Problem::key).containsExactly("user");
  }

  @Test
  void noSecretIsShown() {
    for (String[] keys :
        List.of(
            new String[] {"token", "hunter2"},
            new String[] {"user", "me", "password", "hunter2"})) {
      assertThat(Booters.settings(URI.create("http://h"), keys).toString())
          .doesNotContain("hunter2");
    }
  }

  private static ApiSettings sound(String... keysAndValues) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Configuration configuration = new Configuration(keys);
    ApiSettings settings = ApiSettings.parse(configuration);
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.unknownKeys()).isEmpty();
    return settings;
  }
}
