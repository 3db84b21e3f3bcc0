package org.pixiecore.booter.machines;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.api.MacAddress;
import org.pixiecore.document.BootDocument;

/** Reads profiles, groups and machines of one file, and all that is wrong with them. */
final class MachineFileReader {

  private static final String PROFILES = "profiles";
  private static final String GROUPS = "groups";
  private static final String MACHINES = "machines";
  private static final Set<String> TOP = Set.of(PROFILES, GROUPS, MACHINES);

  private static final String NAME = "name";
  private static final String SELECT = "select";
  private static final String PROFILE = "profile";
  private static final String VARIABLES = "variables";
  private static final String ONCE = "once";
  private static final Set<String> OF_A_GROUP = Set.of(NAME, SELECT, PROFILE, VARIABLES, ONCE);
  private static final Set<String> OF_A_MACHINE = Set.of(PROFILE, VARIABLES, ONCE);

  private final String file;
  private final Problems problems;

  private MachineFileReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param content empty if nothing is in it
   * @param problems where to add what is wrong; if anything is, the result is of no use
   */
  static MachineFile read(String file, Optional<Node> content, Problems problems) {
    return new MachineFileReader(file, problems).file(content);
  }

  private MachineFile file(Optional<Node> content) {
    Map<String, Profile> profiles = new LinkedHashMap<>();
    List<Group> groups = new ArrayList<>();
    if (content.isPresent()) {
      Map<String, Node.Member> top = mapping(content.get(), "profiles, groups and machines");
      known(top, TOP);
      members(top, PROFILES, "names of profiles").forEach((n, m) -> profile(profiles, n, m));
      groups(top, groups);
      members(top, MACHINES, "MAC addresses").forEach((mac, m) -> machine(groups, mac, m));
    }
    return new MachineFile(file, profiles, groups);
  }

  private void profile(Map<String, Profile> profiles, String name, Node.Member member) {
    if (member.value() instanceof Node.Mapping document) {
      known(document.members(), BootDocument.names());
      profiles.put(name, new Profile(name, member.place(), document));
    } else {
      expected(member.value(), "what to boot, like kernel: /srv/boot/vmlinuz");
    }
  }

  private void groups(Map<String, Node.Member> top, List<Group> groups) {
    Node.Member member = top.get(GROUPS);
    if (member == null || isNothing(member.value())) {
      return;
    }
    if (member.value() instanceof Node.Sequence list) {
      for (Node item : list.items()) {
        group(groups, Optional.empty(), item.place(), item);
      }
    } else {
      mapping(member.value(), "groups: a list, or names of groups")
          .forEach((name, group) -> group(groups, Optional.of(name), group.place(), group.value()));
    }
  }

  private void group(List<Group> groups, Optional<String> key, Place place, Node node) {
    Map<String, Node.Member> members = mapping(node, "a group: select, profile, variables");
    known(members, withDocument(OF_A_GROUP));
    String name =
        Optional.ofNullable(members.get(NAME))
            .flatMap(member -> text(member.value(), "a name for people"))
            .or(() -> key)
            .orElse("group " + (groups.size() + 1));
    groups.add(entry("group \"" + name + "\"", place, selector(members.get(SELECT)), members));
  }

  private void machine(List<Group> groups, String mac, Node.Member member) {
    Selector selector;
    try {
      selector = Selector.of(Map.of(Kind.MAC, List.of(MacAddress.parse(mac).toString())));
    } catch (IllegalArgumentException e) {
      problems.add(member.place(), e.getMessage() + "; beginnings of addresses stand in groups");
      return;
    }
    String name = "machine " + mac;
    if (member.value() instanceof Node.Scalar profile && !isNothing(profile)) {
      groups.add(
          new Group(
              name,
              member.place(),
              selector,
              Optional.of(new Group.Named(profile.text(), profile.place())),
              Map.of(),
              Optional.empty()));
      return;
    }
    Map<String, Node.Member> members =
        mapping(member.value(), "the name of a profile, or what to boot");
    known(members, withDocument(OF_A_MACHINE));
    groups.add(entry(name, member.place(), selector, members));
  }

  private Group entry(
      String name, Place place, Selector selector, Map<String, Node.Member> members) {
    Map<String, Node.Member> document = new LinkedHashMap<>(members);
    document.keySet().retainAll(BootDocument.names());
    boolean inline = document.keySet().stream().anyMatch(key -> !key.equals(ONCE));
    Node.Member profile = members.get(PROFILE);
    if (inline && profile != null) {
      problems.add(
          profile.place(),
          "profile and %s do not go together: one of them says what to boot"
              .formatted(String.join(", ", document.keySet())));
    }
    return new Group(
        name,
        place,
        selector,
        inline
            ? Optional.of(
                new Group.Inline(new Profile("", place, new Node.Mapping(place, document))))
            : Optional.ofNullable(profile).flatMap(this::named),
        variables(members),
        inline ? Optional.empty() : once(members));
  }

  private Optional<Group.Boots> named(Node.Member profile) {
    if (profile.value() instanceof Node.Mapping document) {
      known(document.members(), BootDocument.names());
      return Optional.of(new Group.Inline(new Profile("", profile.place(), document)));
    }
    return text(profile.value(), "the name of a profile, or what to boot")
        .map(name -> new Group.Named(name, profile.value().place()));
  }

  private Selector selector(Node.Member select) {
    if (select == null || isNothing(select.value())) {
      return Selector.ALL;
    }
    Map<Kind, List<String>> written = new EnumMap<>(Kind.class);
    Map<String, Node.Member> members = mapping(select.value(), "by what to select machines");
    known(members, new TreeSet<>(Stream.of(Kind.values()).map(Kind::key).toList()));
    members.forEach(
        (key, member) ->
            Kind.named(key).ifPresent(kind -> written.put(kind, alternatives(kind, member))));
    // what is wrong is told already, and the file is not taken
    return problems.none() ? Selector.of(written) : Selector.ALL;
  }

  private List<String> alternatives(Kind kind, Node.Member member) {
    List<Node> nodes =
        member.value() instanceof Node.Sequence list ? list.items() : List.of(member.value());
    if (nodes.isEmpty()) {
      expected(member.value(), kind.expected() + "; an empty list would select nothing");
    }
    List<String> texts = new ArrayList<>();
    for (Node node : nodes) {
      text(node, kind.expected())
          .ifPresent(
              text -> {
                try {
                  Criterion unused = kind.parse(text);
                  texts.add(text);
                } catch (IllegalArgumentException e) {
                  problems.add(
                      node.place(),
                      "%s: given is \"%s\", expected is %s (%s)"
                          .formatted(kind.key(), text, kind.expected(), e.getMessage()));
                }
              });
    }
    return texts;
  }

  private Map<String, Variable> variables(Map<String, Node.Member> members) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    members(members, VARIABLES, "names of variables")
        .forEach(
            (name, member) ->
                variable(name, member).ifPresent(variable -> variables.put(name, variable)));
    return variables;
  }

  private Optional<Variable> variable(String name, Node.Member member) {
    if (!Expansion.NAME.matcher(name).matches()) {
      problems.add(
          member.place(),
          "\"%s\" is no name of a variable: expected are a small letter, and then more of them,"
                  .formatted(name)
              + " digits, - and _");
      return Optional.empty();
    }
    if (BuiltIn.NAMES.contains(name)) {
      problems.add(member.place(), "\"%s\" is the machine's own, and not to set".formatted(name));
      return Optional.empty();
    }
    if (!(member.value() instanceof Node.Scalar scalar)
        || isNothing(scalar)
        || scalar.text().chars().anyMatch(Character::isISOControl)) {
      // not what is given: it may be a secret
      problems.add(
          member.value().place(),
          "the value of \"%s\" must be one line of text, without control characters"
              .formatted(name));
      return Optional.empty();
    }
    return Optional.of(new Variable(name, scalar.text(), member.place()));
  }

  private Optional<JsonNode> once(Map<String, Node.Member> members) {
    Node.Member once = members.get(ONCE);
    if (once == null || isNothing(once.value())) {
      return Optional.empty();
    }
    JsonNode value = once.value().toJson();
    if (!value.isBoolean()
        && (!value.isTextual() || value.textValue().length() > Once.LONGEST_ORDER)) {
      expected(
          once.value(),
          "true, false, or text of at most %d characters that tells one order from the next"
              .formatted(Once.LONGEST_ORDER));
    }
    return Optional.of(value);
  }

  private Map<String, Node.Member> members(
      Map<String, Node.Member> members, String name, String expected) {
    Node.Member member = members.get(name);
    return member == null || isNothing(member.value())
        ? Map.of()
        : mapping(member.value(), expected);
  }

  private Map<String, Node.Member> mapping(Node node, String expected) {
    if (node instanceof Node.Mapping mapping) {
      return mapping.members();
    }
    expected(node, expected);
    return Map.of();
  }

  private Optional<String> text(Node node, String expected) {
    if (node instanceof Node.Scalar scalar && !isNothing(scalar)) {
      return Optional.of(scalar.text());
    }
    expected(node, expected);
    return Optional.empty();
  }

  private void known(Map<String, Node.Member> members, Set<String> known) {
    members.forEach(
        (name, member) -> {
          if (!known.contains(name)) {
            problems.add(
                member.place(),
                "\"%s\" is not known%s".formatted(name, Suggestion.of(name, known)));
          }
        });
  }

  private void expected(Node node, String expected) {
    problems.add(node.place(), "given is %s, expected is %s".formatted(node.kind(), expected));
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.json().isNull();
  }

  private static Set<String> withDocument(Set<String> names) {
    Set<String> all = new TreeSet<>(names);
    all.addAll(BootDocument.names());
    return all;
  }
}
