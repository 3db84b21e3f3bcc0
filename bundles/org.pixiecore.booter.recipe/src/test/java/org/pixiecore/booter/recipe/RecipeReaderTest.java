package org.pixiecore.booter.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.Architecture;
import org.pixiecore.booter.recipe.BootRecipe.Variant;
import org.pixiecore.booter.recipe.BootRecipe.What;

class RecipeReaderTest {

  private static final String SOUND =
      """
      title = A system
      note = Mind the step
      mirrors = https://one.example/x, http://two.example
      version = 7
      architectures = x86-64:amd64, arm64
      base = {mirror}/{version}
      kernel = {base}/{arch}/linux
      initrd = {base}/a, {base}/b
      initrd.arm64 = {base}/c
      checksums = {base}/SHA256SUMS
      cmdline = repo={mirror} extra={{ ID "{base}/extra" }}
      """;

  @Test
  void readsWhatIsForEachArchitecture() throws RecipeException {
    BootRecipe recipe = RecipeReader.read("mine", SOUND);

    assertThat(recipe.shown().architectures()).containsExactly("x86-64", "arm64");
    assertThat(recipe.shown().version()).isEqualTo("7");
    assertThat(recipe.shown().note()).isEqualTo("Mind the step");
    Variant pc = recipe.architectures().get("x86-64");
    assertThat(pc.arch()).isEqualTo("amd64");
    assertThat(pc.mirrors()).containsExactly("https://one.example/x", "http://two.example");
    assertThat(pc.what()).isEqualTo(What.KERNEL);
    assertThat(pc.initrds()).containsExactly("{base}/a", "{base}/b");
    Variant arm = recipe.architectures().get("arm64");
    assertThat(arm.arch()).isEqualTo("arm64");
    assertThat(arm.initrds()).containsExactly("{base}/c");
  }

  @Test
  void choosesByMachineTheMostPreciseFirst() throws RecipeException {
    BootRecipe recipe =
        RecipeReader.read(
            "mine",
            """
            title = A tool
            architectures = x86-64:a, uefi-x86-64:b
            kernel.x86-64 = /boot/{arch}
            program.uefi-x86-64 = /boot/{arch}.efi
            """);

    assertThat(recipe.choose(Architecture.X86_BIOS)).contains("x86-64");
    assertThat(recipe.choose(Architecture.EFI_X86_64)).contains("uefi-x86-64");
    assertThat(recipe.choose(new Architecture(16))).contains("uefi-x86-64");
    assertThat(recipe.choose(Architecture.EFI_ARM64)).isEmpty();
    assertThat(recipe.find("b")).contains("uefi-x86-64");
    assertThat(recipe.architectures().get("uefi-x86-64").what()).isEqualTo(What.PROGRAM);
  }

  @Test
  void tellsOfEveryMistakeAtOnce() {
    assertThatExceptionOfType(RecipeException.class)
        .isThrownBy(
            () ->
                RecipeReader.read(
                    "mine",
                    """
                    mirrors = ftp://one.example
                    architectures = x86-64:amd64
                    kernel = {miror}/linux
                    intird = /x
                    """))
        .withMessageContaining("title")
        .withMessageContaining("mirrors = \"ftp://one.example\" is refused")
        .withMessageContaining(
            "{miror} stands for nothing here; known are [arch, base, mirror, version]")
        .withMessageContaining("intird is no known key");
  }

  @Test
  void wantsOneThingToBoot() {
    for (String what : List.of("", "kernel = /a\nprogram = /b")) {
      assertThatExceptionOfType(RecipeException.class)
          .isThrownBy(
              () -> RecipeReader.read("mine", "title = x\narchitectures = x86-64:a\n" + what))
          .withMessageContaining("one of kernel, program and script");
    }
  }

  @Test
  void wantsArchitecturesThatMachinesHave() {
    assertThatExceptionOfType(RecipeException.class)
        .isThrownBy(
            () -> RecipeReader.read("mine", "title = x\nkernel = /a\narchitectures = amd64"))
        .withMessageContaining("\"amd64\" is none")
        .withMessageContaining("x86-64");
  }

  @Test
  void takesNoUserInAUrlAndShowsNone() {
    assertThatExceptionOfType(RecipeException.class)
        .isThrownBy(
            () ->
                RecipeReader.read(
                    "mine",
                    "title = x\narchitectures = x86-64:a\nkernel = https://me:secret@one.example/a"))
        .withMessageContaining("without a user")
        .withMessageNotContaining("secret");
  }

  @Test
  void looksUpByAnExpressionWithOneGroup() throws RecipeException {
    String recipe = "title = x\narchitectures = x86-64:a\nkernel = {mirror}/{init}\n";
    assertThat(
            RecipeReader.read(
                    "mine", recipe + "lookup.init = {mirror}/a\nlookup.init.find = init=(\\\\S+)")
                .lookups()
                .get("init")
                .find()
                .pattern())
        .isEqualTo("init=(\\S+)");
    assertThatExceptionOfType(RecipeException.class)
        .isThrownBy(
            () ->
                RecipeReader.read(
                    "mine", recipe + "lookup.init = {mirror}/a\nlookup.init.find = init="))
        .withMessageContaining("it has not one group");
  }

  @Test
  void isAnotherOneAfterAnEdit() throws RecipeException {
    assertThat(RecipeReader.read("mine", SOUND).stamp())
        .isEqualTo(RecipeReader.read("mine", SOUND).stamp())
        .isNotEqualTo(RecipeReader.read("mine", SOUND + "message = hello").stamp());
  }
}
