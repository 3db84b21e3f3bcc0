package org.pixiecore.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.Loader;
import org.pixiecore.api.status.ProgramUse;

class ProgramsCheckTest {

  private static final String ADVICE = "Install the package ipxe.";

  @Test
  void whatIsNotNeededMayBeMissing() {
    Result result = ProgramsCheck.check(List.of(there("efi64"), missing("efiArm64", false)));

    assertThat(result.getStatus()).isEqualTo(Status.OK);
  }

  @Test
  void whatIsNeededMayNot() {
    Result result = ProgramsCheck.check(List.of(there("efi64"), missing("efiArm64", true)));

    assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(result.toString()).contains("efiArm64", "missing", ADVICE);
  }

  @Test
  void noneAtAllIsCriticalAlthoughNoneIsNeeded() {
    Result result = ProgramsCheck.check(List.of(missing("efi64", false)));

    assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
    assertThat(result.toString()).contains("No boot program", ADVICE);
  }

  @Test
  void withoutTheirBundleNothingIsKnown() {
    Result result = new ProgramsCheck().execute();

    assertThat(result.getStatus()).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
    assertThat(result.toString()).contains("org.pixiecore.bootloaders");
  }

  private static ProgramUse there(String key) {
    BootProgram program = new BootProgram("snponly.efi", Path.of("/srv/snponly.efi"), Loader.IPXE);
    return new ProgramUse(key, key, Optional.of(program), true, Optional.empty());
  }

  private static ProgramUse missing(String key, boolean needed) {
    return new ProgramUse(key, key, Optional.empty(), needed, Optional.of(ADVICE));
  }
}
