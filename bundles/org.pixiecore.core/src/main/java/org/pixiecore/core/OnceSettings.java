package org.pixiecore.core;

import java.nio.file.Path;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;

/**
 * How what is booted once is remembered.
 *
 * @param onceFile where it is kept
 */
record OnceSettings(Path onceFile) {

  static final String PID = "org.pixiecore.core.once";

  static OnceSettings read(Configuration configuration) {
    return new OnceSettings(
        configuration.value("onceFile", "the path of a file", Path::of, DataFolder.file("once")));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: boot once",
      description = "What machines have booted that they were to boot only once")
  @interface Editor {
    @AttributeDefinition(
        name = "File of what was booted",
        description =
            "File that keeps which machines have booted what they were to boot once. It is made if"
                + " it is missing. Without it they boot that again. Empty for pixiecore/once in"
                + " Karaf's data folder.",
        required = false)
    String onceFile() default "";
  }
}
