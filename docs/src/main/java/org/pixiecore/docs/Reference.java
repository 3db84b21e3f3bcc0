package org.pixiecore.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes {@code docs/reference.md}, which has every setting of every bundle. */
public final class Reference {

  /** Where the page is, from the top of the repository. */
  static final String PAGE = "docs/reference.md";

  private Reference() {}

  /**
   * Writes the page anew.
   *
   * @param arguments the top of the repository, whose bundles are built
   * @throws IOException if something cannot be read or written
   */
  public static void main(String... arguments) throws IOException {
    Path repository = Path.of(arguments[0]);
    Files.writeString(repository.resolve(PAGE), page(repository));
  }

  /** The page as it is to be. */
  static String page(Path repository) throws IOException {
    Map<String, Form> forms = Metatypes.read(repository.resolve("bundles"));
    Features features = Features.read(repository.resolve("features/src/main/feature/feature.xml"));
    ConfigurationFiles files = new ConfigurationFiles(repository.resolve("features/src/main/cfg"));
    ReferencePage page = new ReferencePage();
    page.contents(forms.values());
    for (Form form : forms.values()) {
      page.form(form, where(features, form), files.of(form));
    }
    return page.toString();
  }

  private static String where(Features features, Form form) {
    return features
        .with(form.bundle())
        .map(
            name ->
                features.comesWithPixiecore(name) && !name.equals("pixiecore")
                    ? "`%s`, part of `pixiecore`".formatted(name)
                    : "`%s`".formatted(name))
        .orElse("none");
  }
}
