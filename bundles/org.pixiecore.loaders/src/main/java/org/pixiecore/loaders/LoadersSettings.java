package org.pixiecore.loaders;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;

/**
 * What boot loaders need beside what the booters name.
 *
 * @param raspberryPi the directory with the files that a Raspberry Pi's boot loader loads; empty
 *     where none boots
 */
record LoadersSettings(Optional<Path> raspberryPi) {

  static final String PID = "org.pixiecore.loaders";

  static LoadersSettings read(Configuration configuration) {
    return new LoadersSettings(
        configuration.value(
            "raspberryPi",
            "the absolute path of a directory",
            text -> Optional.of(Configuration.absolutePath(text)),
            Optional.empty()));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: boot loaders",
      description = "What boot loaders load beside what the booters name")
  @interface Editor {
    @AttributeDefinition(
        name = "Raspberry Pi firmware",
        description =
            "Absolute path of the directory with the files of a Raspberry Pi's boot partition:"
                + " bootcode.bin, start*.elf, fixup*.dat, *.dtb, overlays and config.txt. Empty"
                + " where no Raspberry Pi boots.",
        required = false)
    String raspberryPi() default "";
  }
}
