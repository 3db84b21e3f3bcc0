package org.pixiecore.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What can be installed into Karaf, and what comes with what. */
final class Features {

  private static final String WHOLE = "pixiecore";

  private final Map<String, Element> byName;

  private Features(Map<String, Element> byName) {
    this.byName = byName;
  }

  static Features read(Path file) throws IOException {
    return new Features(
        Xml.children(Xml.read(file), "feature").stream()
            .collect(Collectors.toMap(f -> f.getAttribute("name"), Function.identity())));
  }

  /** The feature that has a bundle of ours; empty if none has. */
  Optional<String> with(String bundle) {
    return byName.keySet().stream().sorted().filter(name -> has(name, bundle)).findFirst();
  }

  /** Whether who installs {@code pixiecore} has that feature too. */
  boolean comesWithPixiecore(String feature) {
    Set<String> found = new LinkedHashSet<>();
    collect(WHOLE, found);
    return found.contains(feature);
  }

  private void collect(String name, Set<String> found) {
    Element feature = byName.get(name);
    if (feature != null && found.add(name)) {
      withConditional(feature)
          .flatMap(part -> Xml.children(part, "feature").stream())
          .forEach(inner -> collect(inner.getTextContent().strip(), found));
    }
  }

  private boolean has(String name, String bundle) {
    String start = "mvn:org.pixiecore/" + bundle + "/";
    return Xml.children(byName.get(name), "bundle").stream()
        .anyMatch(element -> element.getTextContent().strip().startsWith(start));
  }

  private static Stream<Element> withConditional(Element feature) {
    List<Element> conditional = Xml.children(feature, "conditional");
    return Stream.concat(Stream.of(feature), conditional.stream());
  }
}
