package org.pixiecore.core;

import java.nio.file.Path;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;

/**
 * How file URLs, and what machines confirm with, are sealed.
 *
 * @param keyFile where the key is kept
 */
record SealSettings(Path keyFile) {

  static final String PID = "org.pixiecore.core.files";

  static SealSettings read(Configuration configuration) {
    return new SealSettings(
        configuration.value(
            "keyFile", "the path of a file", Path::of, DataFolder.file("file-url.key")));
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: sealed file URLs",
      description = "The key that keeps clients from fetching what no booter named")
  @interface Editor {
    @AttributeDefinition(
        name = "Key file",
        description =
            "File with the 32 secret bytes that seal the URLs of files. It is made if it is"
                + " missing. Machines that are booting need it to stay the same over a restart."
                + " Empty for pixiecore/file-url.key in Karaf's data folder.",
        required = false)
    String keyFile() default "";
  }
}
