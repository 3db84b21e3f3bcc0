package org.pixiecore.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.felix.utils.properties.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {

  private static final String BOOTER = "pixiecore-booter-static";

  @TempDir private Path home;
  @TempDir private Path state;
  private Distribution distribution;

  @BeforeEach
  void aDistribution() throws IOException {
    for (String folder : List.of("etc", "lib", "system")) {
      Files.createDirectory(home.resolve(folder));
    }
    for (String name :
        List.of(
            "config.properties",
            "custom.properties",
            "jre.properties",
            "startup.properties",
            "system.properties",
            "org.ops4j.pax.url.mvn.cfg",
            "org.pixiecore.booter.static-lab.cfg")) {
      Files.writeString(home.resolve("etc").resolve(name), "# " + name);
    }
    Files.writeString(
        home.resolve("etc/org.apache.karaf.features.cfg"),
        "featuresRepositories = mvn:a/b/1/xml/features\nfeaturesBoot = ssh/4, management/4, pixiecore/1\n");
    distribution = new Distribution(home);
  }

  @Test
  void twoAtOnceHaveFoldersOfTheirOwn() throws IOException {
    try (Instance first = Instance.claim(state, BOOTER);
        Instance second = Instance.claim(state, BOOTER)) {
      assertThat(first.folder()).isEqualTo(state.resolve(BOOTER).resolve("0"));
      assertThat(second.folder()).isEqualTo(state.resolve(BOOTER).resolve("1"));
    }
    try (Instance again = Instance.claim(state, BOOTER)) {
      assertThat(again.folder()).isEqualTo(state.resolve(BOOTER).resolve("0"));
    }
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    try (Instance instance = Instance.claim(state, BOOTER)) {
      assertThat(Files.getPosixFilePermissions(instance.folder()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void bootsPixiecoreWithOneBooterAlone() throws IOException {
    try (Instance instance = Instance.claim(state, BOOTER)) {
      instance.prepare(distribution, Map.of());
      Properties features =
          new Properties(instance.etc().resolve("org.apache.karaf.features.cfg").toFile());
      assertThat(features)
          .containsEntry("featuresBoot", "pixiecore, pixiecore-booter-static")
          .containsEntry("featuresRepositories", "mvn:a/b/1/xml/features");
      assertThat(instance.etc().resolve("org.pixiecore.booter.static-lab.cfg")).doesNotExist();
    }
  }

  @Test
  void anotherChoiceOfFeaturesHasAFolderOfItsOwn() throws IOException {
    try (Instance instance = Instance.claim(state, BOOTER, AddressOptions.FEATURE)) {
      assertThat(instance.folder())
          .isEqualTo(state.resolve("pixiecore-booter-static+pixiecore-dhcp-server/0"));
      instance.prepare(distribution, Map.of());
      assertThat(new Properties(instance.etc().resolve("org.apache.karaf.features.cfg").toFile()))
          .containsEntry(
              "featuresBoot", "pixiecore, pixiecore-booter-static, pixiecore-dhcp-server");
    }
  }

  @Test
  void isWarmOnlyAfterAStartThatWasRemembered() throws IOException {
    try (Instance instance = Instance.claim(state, BOOTER)) {
      assertThat(instance.prepare(distribution, Map.of())).isFalse();
      assertThat(instance.prepare(distribution, Map.of())).isFalse();
      instance.remember(distribution);
      assertThat(instance.prepare(distribution, Map.of())).isTrue();
    }
  }

  @Test
  void isColdAfterTheDistributionChanged() throws IOException {
    try (Instance instance = Instance.claim(state, BOOTER)) {
      instance.prepare(distribution, Map.of());
      instance.remember(distribution);
      Path cached = Files.createDirectories(instance.data()).resolve("cached");
      Files.writeString(cached, "a bundle");
      Files.writeString(home.resolve("system/new.jar"), "x");
      assertThat(instance.prepare(distribution, Map.of())).isFalse();
      assertThat(cached).doesNotExist();
    }
  }

  @Test
  void anotherBootersIsNotInstalledAnew() throws IOException {
    try (Instance instance = Instance.claim(state, BOOTER)) {
      instance.prepare(distribution, Map.of());
      instance.remember(distribution);
    }
    try (Instance other = Instance.claim(state, "pixiecore-booter-api")) {
      assertThat(other.prepare(distribution, Map.of())).isFalse();
    }
    try (Instance again = Instance.claim(state, BOOTER)) {
      assertThat(again.prepare(distribution, Map.of())).isTrue();
    }
  }

  @Test
  void forgetsWhatAnEarlierStartWasConfiguredWith() throws IOException {
    try (Instance instance = Instance.claim(state, BOOTER)) {
      instance.prepare(distribution, Map.of("one", Map.of("key", "value")));
      assertThat(instance.configuration().resolve("one.config")).exists();
      instance.prepare(distribution, Map.of("two", Map.of("key", "value")));
      assertThat(instance.configuration().resolve("one.config")).doesNotExist();
      assertThat(instance.configuration().resolve("two.config")).exists();
    }
  }
}
