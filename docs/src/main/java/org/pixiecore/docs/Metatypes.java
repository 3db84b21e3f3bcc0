package org.pixiecore.docs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** What the built bundles say of their settings. */
final class Metatypes {

  private static final String IN_A_BUNDLE = "target/classes/OSGI-INF/metatype";

  private Metatypes() {}

  /**
   * Reads all of them, by PID.
   *
   * @param bundles the folder with a folder for each bundle
   * @throws IOException if there are none, which is so before the bundles are built
   */
  static Map<String, Form> read(Path bundles) throws IOException {
    Map<String, Form> forms = new TreeMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(bundles, Files::isDirectory)) {
      for (Path bundle : folders) {
        for (Form form : ofBundle(bundle)) {
          forms.put(form.pid(), form);
        }
      }
    }
    if (forms.isEmpty()) {
      throw new IOException("no bundle in " + bundles + " is built: add -am to Maven's arguments");
    }
    return forms;
  }

  private static List<Form> ofBundle(Path bundle) throws IOException {
    List<Form> forms = new ArrayList<>();
    Path folder = bundle.resolve(IN_A_BUNDLE);
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.xml")) {
        for (Path file : files) {
          forms.addAll(ofFile(Xml.read(file), bundle.getFileName().toString()));
        }
      }
    }
    return forms;
  }

  private static List<Form> ofFile(Element metadata, String bundle) {
    Map<String, Element> definitions =
        Xml.children(metadata, "OCD").stream()
            .collect(Collectors.toMap(ocd -> ocd.getAttribute("id"), Function.identity()));
    return Xml.children(metadata, "Designate").stream()
        .map(
            designate -> {
              Element object = Xml.children(designate, "Object").get(0);
              return form(designate, definitions.get(object.getAttribute("ocdref")), bundle);
            })
        .toList();
  }

  private static Form form(Element designate, Element definition, String bundle) {
    boolean isFactory = designate.hasAttribute("factoryPid");
    return new Form(
        designate.getAttribute(isFactory ? "factoryPid" : "pid"),
        isFactory,
        bundle,
        definition.getAttribute("name"),
        definition.getAttribute("description"),
        Xml.children(definition, "AD").stream().map(Metatypes::key).toList());
  }

  private static Key key(Element attribute) {
    String cardinality = attribute.getAttribute("cardinality");
    boolean isList = !cardinality.isEmpty() && !cardinality.equals("0");
    return new Key(
        attribute.getAttribute("id"),
        attribute.getAttribute("type"),
        isList,
        values(attribute.getAttribute("default")),
        attribute.getAttribute("min"),
        attribute.getAttribute("max"),
        Xml.children(attribute, "Option").stream().map(o -> o.getAttribute("value")).toList(),
        attribute.getAttribute("description"));
  }

  /** A comma ends a value, and a backslash takes from the next character what is special in it. */
  private static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
      }
    }
    values.add(value.toString());
    values.removeIf(String::isEmpty);
    return values;
  }
}
