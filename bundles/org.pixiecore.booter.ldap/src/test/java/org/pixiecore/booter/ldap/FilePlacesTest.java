package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.config.Configuration;

class FilePlacesTest {

  @ParameterizedTest
  @CsvSource({
    "http://a/b,             http://a/b",
    "https://a/b?c=d,        https://a/b?c=d",
    "/srv/boot/linux,        file:/srv/boot/linux",
    "file:///srv/boot/x/../y, file:/srv/boot/y",
    "linux,                  http://mirror/base/linux",
    "a b/%c,                 http://mirror/base/a%20b/%25c"
  })
  void urlsFilesBelowTheDirectoriesAndRelativeNames(String name, String location) {
    FilePlaces places = places("fileDirectories", "/srv/boot", "fileBase", "http://mirror/base");

    assertThat(places.find(name, Optional.empty()).location()).hasToString(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/shadow",
        "/srv/bootleg/x",
        "/srv/boot/../../etc/shadow",
        "file:///etc/shadow",
        "file:/srv/boot/%2e%2e/x",
        "../etc/shadow",
        "../../../etc/shadow",
        "tftp://a/b",
        "nfs:x",
        "http:///x"
      })
  void nothingElseOfThisServer(String name) {
    FilePlaces places = places("fileDirectories", "/srv/boot", "fileBase", "/srv/base/files");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> places.find(name, Optional.empty()))
        .withMessageNotContaining("null");
  }

  @Test
  void theBaseMayBeADirectoryWhichIsOpenThen() {
    FilePlaces places = places("fileBase", "/srv/base");

    assertThat(places.find("a/linux", Optional.empty()))
        .isEqualTo(BootFile.parse("/srv/base/a/linux"));
    assertThat(places.find("/srv/base/linux", Optional.empty()).isLocal()).isTrue();
  }

  @Test
  void theEntrysNextServerMayStandInTheBase() {
    FilePlaces places = places("fileBase", "http://{next-server}:8080/");

    assertThat(places.find("linux", Optional.of("192.0.2.1")))
        .isEqualTo(BootFile.parse("http://192.0.2.1:8080/linux"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> places.find("linux", Optional.empty()))
        .withMessageContaining("no next-server");
  }

  @ParameterizedTest
  @CsvSource({
    "boot.example.com, boot.example.com",
    "2001:db8::1,      [2001:db8::1]",
    "[2001:db8::1],    [2001:db8::1]"
  })
  void aNextServerIsAHostNameOrAnAddress(String nextServer, String host) {
    FilePlaces places = places("fileBase", "http://{next-server}:8080/");

    assertThat(places.find("linux", Optional.of(nextServer)).location())
        .hasToString("http://" + host + ":8080/linux");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user@evil.example",
        "evil.example/x",
        "evil.example#",
        "evil.example?x=",
        "evil.example:80",
        "a b",
        "-a",
        "a..b",
        "1:2",
        "[::1]x",
        "[::1",
        "%61"
      })
  void aNextServerThatIsNone(String nextServer) {
    FilePlaces places = places("fileBase", "http://{next-server}/");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> places.find("linux", Optional.of(nextServer)))
        .withMessageContaining("expected is a host name or an address");
  }

  @Test
  void noPasswordGoesToAHostThatAnEntryNames() {
    Configuration configuration =
        new Configuration(Map.of("fileBase", "https://user:secret@{next-server}/"));
    FilePlaces.read(configuration);

    assertThat(configuration.problems())
        .singleElement()
        .matches(problem -> problem.allowed().contains("whatever host an entry names"));
  }

  @Test
  void withoutABaseARelativeNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> places().find("linux", Optional.empty()))
        .withMessageContaining("fileBase");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "ftp://a/", "http://a/?b", "http://"})
  void aBaseThatIsNone(String base) {
    Configuration configuration = new Configuration(Map.of("fileBase", base));
    FilePlaces.read(configuration);

    assertThat(configuration.problems()).hasSize(1);
  }

  private static FilePlaces places(String... keysAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    Configuration configuration = new Configuration(map);
    FilePlaces places = FilePlaces.read(configuration);
    assertThat(configuration.problems()).isEmpty();
    return places;
  }
}
