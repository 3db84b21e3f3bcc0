package org.pixiecore.booter.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.Recipes.Recipe;

class RecipeShelfTest {

  @TempDir private Path directory;

  private final List<String> complaints = new ArrayList<>();

  @Test
  void everyShippedFileIsASoundRecipe() throws IOException, URISyntaxException {
    List<String> files;
    try (Stream<Path> shipped =
        Files.list(Path.of(RecipeShelf.class.getResource("recipes/names").toURI()).getParent())) {
      files =
          shipped
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".properties"))
              .map(file -> file.replace(".properties", ""))
              .toList();
    }

    assertThat(shelf().all(complaints::add))
        .extracting(Recipe::name)
        .containsExactlyInAnyOrderElementsOf(files)
        .contains("debian", "ubuntu", "fedora", "fedora-coreos", "flatcar", "arch", "alpine")
        .contains("tinycore", "opensuse", "nixos", "netboot.xyz", "memtest")
        .contains("local-debian-installer");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aRecipeOfOnesOwnComesBeforeTheShippedOne() throws IOException, RecipeException {
    own("debian", "title = Ours\narchitectures = x86-64:amd64\nkernel = /boot/vmlinuz");

    assertThat(shelf().read("debian").title()).isEqualTo("Ours");
    assertThat(shelf().all(complaints::add))
        .extracting(Recipe::title)
        .contains("Ours")
        .doesNotContain("Debian installer");
  }

  @Test
  void leavesOutAWrongOneAndSaysWhy() throws IOException {
    own("mine", "title = Ours");
    own("Not A Name", "title = Ours");

    assertThat(shelf().all(complaints::add)).extracting(Recipe::name).doesNotContain("mine");
    assertThat(complaints)
        .singleElement()
        .asString()
        .startsWith(directory.resolve("mine.properties") + ": architectures");
  }

  @Test
  void namesTheNearestOfAnUnknownOne() {
    assertThatExceptionOfType(RecipeException.class)
        .isThrownBy(() -> shelf().read("debain"))
        .withMessageStartingWith("there is no recipe \"debain\"; near it is debian")
        .withMessageContaining("There are: alpine, arch,");
    assertThat(shelf().unknown("fedroa")).contains("near it is fedora");
    assertThat(shelf().unknown("zzz")).startsWith("there is no recipe \"zzz\". There are: alpine");
  }

  @Test
  void looksAtNoFileThatAPathNames() {
    assertThatExceptionOfType(RecipeException.class)
        .isThrownBy(() -> shelf().read("../debian"))
        .withMessageContaining("there is no recipe");
  }

  private RecipeShelf shelf() {
    return new RecipeShelf(directory);
  }

  private void own(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name + ".properties"), text);
  }
}
