package org.pixiecore.docs;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reference in Markdown, a section for each PID. */
final class ReferencePage {

  private static final String NOTHING = "";

  private final StringBuilder text =
      new StringBuilder(
          """
          # Reference of all settings

          <!-- Made from the bundles' Metatype definitions. To change it, change those, and write it anew: see CONTRIBUTING.md. -->

          Each heading is a PID, and a file in Karaf's `etc/`: `PID.cfg`, or `PID-NAME.cfg` where there can be several, each with a name of
          your own. Every key is optional. A change holds from the next request on, without a restart; a value that is not allowed is
          refused with a line in the log, and the last good settings stay. Lists have commas between their values. The files as
          shipped name every key, with its default commented out.

          In the shell: `config:edit PID`, `config:property-set KEY VALUE`, `config:update`; for a new file of a factory
          `config:edit --factory --alias NAME FACTORY-PID`.

          Not ours, but of use: `org.ops4j.pax.web.cfg` has the HTTP port (`org.osgi.service.http.port`, 8181) and addresses
          (`org.ops4j.pax.web.listening.addresses`), `org.apache.karaf.shell.cfg` the shell's by SSH, `org.apache.karaf.management.cfg` JMX's,
          and `users.properties` who may sign in. [ports.md](ports.md) and [security.md](security.md) say more.

          """);

  /** The table of contents. */
  void contents(Collection<Form> forms) {
    text.append("| PID | |\n|---|---|\n");
    for (Form form : forms) {
      text.append(
          "| [%s](#%s) | %s |\n".formatted(form.pid(), form.pid().replace(".", ""), title(form)));
    }
  }

  /**
   * A section.
   *
   * @param feature what is to be installed to have it, in Markdown
   * @param shipped the name of the file that is there from the start, without its end
   */
  void form(Form form, String feature, Optional<String> shipped) {
    text.append("\n## %s\n\n".formatted(form.pid()))
        .append("**%s.** %s\n\n".formatted(title(form), escaped(sentence(form.description()))))
        .append("Feature: %s. File: `etc/%s`".formatted(feature, fileName(form)));
    shipped
        .filter(name -> form.isFactory())
        .ifPresent(name -> text.append("; there from the start: `%s.cfg`".formatted(name)));
    text.append(".\n\n| Key | Type | Default | Allowed | Meaning |\n|---|---|---|---|---|\n");
    for (Key key : form.keys()) {
      text.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  key.id(),
                  type(key),
                  code(key.defaultInFile()),
                  allowed(key),
                  escaped(key.description())));
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String fileName(Form form) {
    return form.pid() + (form.isFactory() ? "-NAME.cfg" : ".cfg");
  }

  /** Consoles show forms of many bundles side by side, so the names begin with whose they are. */
  private static String title(Form form) {
    String name = form.name().replaceFirst("^Pixiecore:? *", "");
    return escaped(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static String type(Key key) {
    String one =
        switch (key.type()) {
          case "Integer", "Long" -> "number";
          case "Boolean" -> "`true` or `false`";
          case "Password" -> "secret";
          default -> "text";
        };
    return key.isList() ? "list" : one;
  }

  private static String allowed(Key key) {
    if (!key.choices().isEmpty()) {
      return key.choices().stream().map(ReferencePage::code).collect(Collectors.joining(", "));
    }
    if (key.min().isEmpty() && key.max().isEmpty()) {
      return NOTHING;
    }
    return key.min() + " to " + key.max();
  }

  private static String code(String value) {
    return value.isEmpty() ? NOTHING : "`" + value.replace("|", "\\|") + "`";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("|", "\\|")
        .replace("\n", " ");
  }
}
