package org.pixiecore.booter.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixiecore.api.Recipes;

/**
 * The recipes that there are: those that are shipped, and those of a directory, which come before
 * the shipped ones of the same name. Files are read anew each time.
 */
public final class RecipeShelf {

  private static final String ENDING = ".properties";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
  private static final int LARGEST = 1 << 20;

  private final Path directory;

  /**
   * Makes a shelf.
   *
   * @param directory where a person's own recipes are; need not be there
   */
  public RecipeShelf(Path directory) {
    this.directory = directory;
  }

  /**
   * All recipes, by name.
   *
   * @param complain is told of each that is wrong, which is left out
   */
  public List<Recipes.Recipe> all(Consumer<String> complain) {
    List<Recipes.Recipe> recipes = new ArrayList<>();
    for (String name : names()) {
      try {
        recipes.add(read(name).shown());
      } catch (RecipeException e) {
        complain.accept(e.getMessage());
      }
    }
    return recipes;
  }

  /**
   * Sees to it that a person can have what they ask for.
   *
   * @param version empty for the recipe's own
   * @param arch by our name for it or the distribution's; empty for what each machine is
   * @param mirror empty for the recipe's own
   * @throws IllegalArgumentException if they cannot; the message says what there is
   */
  public void check(
      String name, Optional<String> version, Optional<String> arch, Optional<String> mirror) {
    BootRecipe recipe;
    try {
      recipe = read(name);
    } catch (RecipeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    version.ifPresent(Version::check);
    mirror.ifPresent(RecipeSettings::url);
    if (arch.isPresent() && recipe.find(arch.get()).isEmpty()) {
      throw new IllegalArgumentException(
          "recipe %s is for %s, not for \"%s\""
              .formatted(name, String.join(", ", recipe.shown().architectures()), arch.get()));
    }
  }

  /** What to tell a person about a name that no recipe has: the nearest ones, and all. */
  String unknown(String name) {
    List<String> near = Nearest.of(name, names());
    return "there is no recipe \"%s\"%s. There are: %s"
        .formatted(
            name,
            near.isEmpty() ? "" : "; near it is " + String.join(", ", near),
            String.join(", ", names()));
  }

  /**
   * Reads a recipe.
   *
   * @throws RecipeException if there is none of that name, or it is wrong; the message is for
   *     people
   */
  BootRecipe read(String name) throws RecipeException {
    if (!names().contains(name)) {
      throw new RecipeException(unknown(name));
    }
    Optional<Path> own = own(name);
    try {
      return RecipeReader.read(name, own.isPresent() ? read(own.get()) : shipped(name + ENDING));
    } catch (IOException e) {
      throw new RecipeException("recipe " + name + " cannot be read: " + e, e);
    } catch (RecipeException e) {
      throw new RecipeException(
          own.map(Path::toString).orElse("recipe " + name) + ": " + e.getMessage(), e);
    }
  }

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    try {
      names.addAll(Arrays.asList(shipped("names").split("\\s+")));
    } catch (IOException e) {
      throw new IllegalStateException("the shipped recipes are part of this bundle", e);
    }
    names.addAll(ownNames());
    return names;
  }

  private List<String> ownNames() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .filter(NAME.asMatchPredicate())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Optional<Path> own(String name) {
    return Optional.of(directory.resolve(name + ENDING)).filter(Files::isRegularFile);
  }

  private static String read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is larger than " + LARGEST + " octets: that is no recipe");
    }
    return Files.readString(file);
  }

  private static String shipped(String file) throws IOException {
    try (InputStream in = RecipeShelf.class.getResourceAsStream("recipes/" + file)) {
      if (in == null) {
        throw new IOException("recipes/" + file + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
