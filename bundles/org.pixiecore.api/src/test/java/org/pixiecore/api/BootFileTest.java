package org.pixiecore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootFileTest {

  @ParameterizedTest
  @CsvSource({
    "/srv/vmlinuz, /srv/vmlinuz, vmlinuz",
    "/srv/../srv/./vmlinuz, /srv/vmlinuz, vmlinuz",
    "/srv/my kernel, /srv/my kernel, my kernel",
    "/srv/100%, /srv/100%, 100%",
    "/srv/a#b?c, /srv/a#b?c, a#b?c",
    "/srv/käse, /srv/käse, käse",
    "file:/srv/vmlinuz, /srv/vmlinuz, vmlinuz",
    "file:///srv/my%20kernel, /srv/my kernel, my kernel",
    "FILE:/srv/vmlinuz, /srv/vmlinuz, vmlinuz"
  })
  void onThisServer(String text, String path, String name) {
    BootFile file = BootFile.parse(text);

    assertThat(file.isLocal()).isTrue();
    assertThat(file.path()).isEqualTo(Path.of(path));
    assertThat(file.name()).isEqualTo(name);
    assertThat(file).hasToString(path).isEqualTo(new BootFile(file.location()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://mirror.example/debian/linux, http://mirror.example/debian/linux, linux",
    "https://mirror.example:8443/a%20b, https://mirror.example:8443/a%20b, a b",
    "http://[2001:db8::1]/linux, http://[2001:db8::1]/linux, linux",
    "http://mirror.example, http://mirror.example, ''",
    "http://mirror.example/dir/, http://mirror.example/dir/, ''",
    "HTTP://mirror.example/linux, HTTP://mirror.example/linux, linux"
  })
  void behindAUrl(String text, String shown, String name) {
    BootFile file = BootFile.parse(text);

    assertThat(file.isLocal()).isFalse();
    assertThat(file).hasToString(shown);
    assertThat(file.name()).isEqualTo(name);
    assertThatIllegalStateException().isThrownBy(file::path);
  }

  @Test
  void secretsInAUrlAreKeptButNotShown() {
    BootFile file = BootFile.parse("https://user:secret@mirror.example/linux?token=secret");

    assertThat(file).hasToString("https://mirror.example/linux");
    assertThat(file.location().getUserInfo()).isEqualTo("user:secret");
    assertThat(file.location().getQuery()).isEqualTo("token=secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vmlinuz",
        "./vmlinuz",
        "ftp://host/vmlinuz",
        "tftp://host/vmlinuz",
        "file:vmlinuz",
        "http:vmlinuz",
        "http:///vmlinuz",
        "https://a b/vmlinuz",
        "http://:80/vmlinuz",
        "http://host:0/vmlinuz",
        "http://host:65536/vmlinuz",
        "https://host:99999999999/vmlinuz",
        "file:///a%00b",
        "/a\0b",
        "javascript:alert(1)"
      })
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> BootFile.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "http://my_host/x, 'letters, digits, dots and hyphens'",
    "http:///x, names no host",
    "http://host:70000/x, from 1 to 65535",
    "file:///a%00b, names no path of this system",
    "https://a b/x, is no URL: Illegal character in authority"
  })
  void aRefusalSaysWhatIsWrong(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootFile.parse(text))
        .withMessageContainingAll(text, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://u:secret@my_host/x?secret",
        "http://u:secret@host:0/x?secret",
        "http://u:secret%zz@host/x?secret",
        "http://u:a secret@host/x?secret",
        "http:u:secret@host",
        "ftp://u:secret@host/x?secret"
      })
  void aRefusalTellsNoSecret(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootFile.parse(text))
        .withMessageContaining("…")
        .withNoCause()
        .withMessageNotContaining("secret");
  }

  @Test
  void portsAreFrom1To65535() {
    assertThat(BootFile.parse("http://host:1/x")).hasToString("http://host:1/x");
    assertThat(BootFile.parse("http://host:65535/x")).hasToString("http://host:65535/x");
  }

  @Test
  void aUriWithoutASchemeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootFile(URI.create("/srv/vmlinuz")))
        .withMessageContaining("/srv/vmlinuz");
  }
}
