package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pixiecore.api.config.Configuration;

/**
 * How to find a machine in the directory, and what the entries say.
 *
 * @param base where the search begins
 * @param filter finds a machine's entry
 * @param attributes which attribute means what
 * @param groupAttributes those that hold the DNs of groups
 * @param memberAttributes those in which groups hold the DNs of machines
 * @param inherit whether the entries above a machine's, up to the base, are groups that it is in
 * @param groupDepth how many steps groups of groups are followed
 * @param defaultEntry what serves when a machine's entry and its groups do not say what to boot
 * @param defaultForAll whether it serves machines too that the directory does not know
 */
record SearchSettings(
    DN base,
    SearchScope scope,
    MacFilter filter,
    Map<Meaning, String> attributes,
    List<String> groupAttributes,
    List<String> memberAttributes,
    boolean inherit,
    int groupDepth,
    Optional<DN> defaultEntry,
    boolean defaultForAll,
    FilePlaces files) {

  static final int GROUP_DEPTH = 5;

  // RFC 4512 section 1.4: descr or numericoid
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*|\\d+(\\.\\d+)+");
  private static final String ATTRIBUTES = "attribute names with commas between, or none";
  private static final String NONE = "none";

  SearchSettings {
    attributes = Map.copyOf(attributes);
    groupAttributes = List.copyOf(groupAttributes);
    memberAttributes = List.copyOf(memberAttributes);
  }

  private enum DefaultFor {
    KNOWN,
    ALL
  }

  private enum Scope {
    ONE,
    SUBTREE
  }

  /**
   * Reads the keys.
   *
   * @param wanted whether there is a directory; if not, nothing is missing
   * @return empty if something is missing
   */
  static Optional<SearchSettings> read(Configuration configuration, boolean wanted) {
    Preset preset = configuration.value("schema", Preset.labels(), Preset::named, Preset.RFC2307);
    Optional<DN> base =
        wanted
            ? configuration.required("base", Dns.ALLOWED, Dns::parse)
            : Optional.ofNullable(Dns.read(configuration, "base"));
    MacFilter filter =
        configuration.value(
            "filter", MacFilter.ALLOWED, MacFilter::parse, preset.filter().orElse(null));
    if (wanted && preset.equals(Preset.CUSTOM) && filter == null) {
      configuration.refuse("filter", MacFilter.ALLOWED + ", when schema is custom");
    }
    Scope scope = configuration.choice("scope", Scope.class, Scope.SUBTREE);
    Map<Meaning, String> attributes = attributes(configuration, preset, wanted);
    List<String> groups = names(configuration, "groupAttributes", preset.groupAttributes());
    List<String> members = names(configuration, "memberAttributes", preset.memberAttributes());
    boolean inherit = configuration.flag("inherit", preset.inherit());
    int depth = configuration.integer("groupDepth", 1, 16, GROUP_DEPTH);
    Optional<DN> defaultEntry = Optional.ofNullable(Dns.read(configuration, "defaultEntry"));
    DefaultFor defaultFor = configuration.choice("defaultFor", DefaultFor.class, DefaultFor.KNOWN);
    FilePlaces files = FilePlaces.read(configuration);
    return base.filter(known -> filter != null)
        .map(
            known ->
                new SearchSettings(
                    known,
                    scope == Scope.ONE ? SearchScope.ONE : SearchScope.SUB,
                    filter,
                    attributes,
                    groups,
                    members,
                    inherit,
                    depth,
                    defaultEntry,
                    defaultFor == DefaultFor.ALL,
                    files));
  }

  /** Every attribute that a search has to bring. */
  Set<String> requested() {
    Set<String> names = new LinkedHashSet<>(attributes.values());
    names.addAll(groupAttributes);
    return names;
  }

  private static Map<Meaning, String> attributes(
      Configuration configuration, Preset preset, boolean wanted) {
    Map<Meaning, String> attributes = new EnumMap<>(Meaning.class);
    attributes.putAll(preset.attributes());
    String allowed =
        "MEANING=ATTRIBUTE with commas between, each meaning one of " + Meaning.labels();
    Set<Meaning> set = new LinkedHashSet<>();
    configuration.list(
        "attributes",
        allowed,
        text -> {
          String[] pair = text.split("=", 2);
          Meaning meaning = Meaning.named(pair[0].strip());
          String name = attribute(pair.length == 2 ? pair[1].strip() : "");
          if (!set.add(meaning)) {
            throw new IllegalArgumentException(meaning.label() + " is there twice");
          }
          attributes.put(meaning, name);
          return meaning;
        });
    if (wanted && attributes.isEmpty()) {
      configuration.refuse("attributes", allowed + ", when schema is custom");
    }
    return attributes;
  }

  private static List<String> names(
      Configuration configuration, String key, List<String> fallback) {
    List<String> names = configuration.list(key, ATTRIBUTES, SearchSettings::attribute);
    if (names.size() == 1 && names.get(0).toLowerCase(Locale.ROOT).equals(NONE)) {
      return List.of();
    }
    return names.isEmpty() ? fallback : names;
  }

  private static String attribute(String name) {
    if (!ATTRIBUTE.matcher(Attribute.getBaseName(name)).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is no attribute's name");
    }
    return name;
  }
}
