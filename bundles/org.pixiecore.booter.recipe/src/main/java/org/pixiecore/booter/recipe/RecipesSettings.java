package org.pixiecore.booter.recipe;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pixiecore.api.config.Configuration;

/**
 * Where recipes are, and how their files are fetched and kept.
 *
 * @param recipes the directory of a person's own recipes
 * @param cache the directory of the fetched files
 * @param sizeLimit how many MiB they may have together
 * @param revalidate how long until it is asked again whether they are the newest
 * @param connectTimeout how long until a connection is there
 * @param readTimeout how long a server may send nothing
 */
record RecipesSettings(
    Path recipes,
    Path cache,
    int sizeLimit,
    Duration revalidate,
    Duration connectTimeout,
    Duration readTimeout) {

  static final String PID = "org.pixiecore.recipes";

  private static final String DIRECTORY = "the absolute path of a directory";
  private static final int SIZE_LIMIT_MIB = 10_240;
  private static final int REVALIDATE_HOURS = 24;
  private static final int CONNECT_TIMEOUT_MS = 10_000;
  private static final int READ_TIMEOUT_MS = 30_000;

  /**
   * Reads a configuration.
   *
   * @param etc Karaf's directory of configuration files
   * @param data Karaf's directory of data
   */
  static RecipesSettings read(Configuration configuration, Path etc, Path data) {
    return new RecipesSettings(
        configuration.value(
            "recipes",
            DIRECTORY,
            Configuration::absolutePath,
            etc.resolve("pixiecore/recipes").toAbsolutePath().normalize()),
        configuration.value(
            "cache",
            DIRECTORY,
            Configuration::absolutePath,
            data.resolve("pixiecore/recipes").toAbsolutePath().normalize()),
        configuration.integer("sizeLimit", 1, 10_000_000, SIZE_LIMIT_MIB),
        Duration.ofHours(configuration.integer("revalidate", 1, 100_000, REVALIDATE_HOURS)),
        configuration.milliseconds(
            "connectTimeout", 10, 600_000, Duration.ofMillis(CONNECT_TIMEOUT_MS)),
        configuration.milliseconds("readTimeout", 10, 600_000, Duration.ofMillis(READ_TIMEOUT_MS)));
  }

  long limit() {
    return (long) sizeLimit << 20;
  }

  /** What a configuration editor shows. */
  @ObjectClassDefinition(
      name = "Pixiecore: recipes",
      description =
          "Where recipes are, and how their files are fetched and kept. What is being fetched is"
              + " begun again where it stood when something changes here.")
  @interface Editor {
    @AttributeDefinition(
        name = "Recipes",
        description =
            "The directory of recipes of your own, files NAME.properties; they come before the"
                + " shipped ones of the same name. An absolute path. Empty: pixiecore/recipes"
                + " beside the configuration files.",
        required = false)
    String recipes() default "";

    @AttributeDefinition(
        name = "Cache",
        description =
            "The directory of the fetched files: an absolute path. Empty: pixiecore/recipes in"
                + " Karaf's data folder.",
        required = false)
    String cache() default "";

    @AttributeDefinition(
        name = "Size limit",
        description =
            "MiB that the fetched files may have together. For a new one, the least recently used"
                + " ones go that nothing boots from now.",
        min = "1",
        max = "10000000")
    int sizeLimit() default SIZE_LIMIT_MIB;

    @AttributeDefinition(
        name = "Revalidate",
        description =
            "Hours after which it is asked again whether the files are still the newest. Machines"
                + " boot from the older ones meanwhile.",
        min = "1",
        max = "100000")
    int revalidate() default REVALIDATE_HOURS;

    @AttributeDefinition(
        name = "Connect timeout",
        description = "Milliseconds until a connection to a mirror must be there.",
        min = "10",
        max = "600000")
    int connectTimeout() default CONNECT_TIMEOUT_MS;

    @AttributeDefinition(
        name = "Read timeout",
        description =
            "Milliseconds for which a mirror may send nothing. Then it is asked again, for the"
                + " rest of the file.",
        min = "10",
        max = "600000")
    int readTimeout() default READ_TIMEOUT_MS;
  }
}
