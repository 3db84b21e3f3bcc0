package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.MacAddress;

/** Looks up one machine: its entry, the groups that it is in, and the default entry. */
final class MachineLookup {

  /**
   * What the directory says of a machine.
   *
   * @param spec what it boots; empty for nothing
   * @param reason which entries say so, or why none does: lines for people
   */
  record Found(Optional<BootSpec> spec, List<String> reason) {}

  /** More entries than this for one machine are a mistake, and not worth to be sent. */
  static final int MOST_ENTRIES = 20;

  /** Entries of all groups together; more are a mistake. */
  static final int MOST_GROUPS = 50;

  private final Directory directory;
  private final SearchSettings settings;
  private final Deadline deadline;
  private final EntryReader reader;
  private final MergedFacts merged = new MergedFacts();
  private final List<String> reason = new ArrayList<>();
  private final Set<DN> seen = new LinkedHashSet<>();

  private MachineLookup(Directory directory, SearchSettings settings, Deadline deadline) {
    this.directory = directory;
    this.settings = settings;
    this.deadline = deadline;
    this.reader = new EntryReader(settings.attributes());
  }

  /**
   * Looks a machine up.
   *
   * @throws IOException if the directory cannot be asked, or what it says cannot be used
   */
  static Found find(MacAddress mac, Directory directory, SearchSettings settings, Deadline deadline)
      throws IOException, InterruptedException {
    return new MachineLookup(directory, settings, deadline).find(mac);
  }

  private Found find(MacAddress mac) throws IOException, InterruptedException {
    Optional<SearchResultEntry> own = own(mac);
    if (own.isPresent()) {
      reason.add("the entry " + own.get().getDN() + " is the machine's");
      addWithGroups(own.get(), members(own.get()));
      if (settings.inherit()) {
        addAbove(dn(own.get().getDN()));
      }
    }
    boolean served = own.isPresent() || settings.defaultForAll();
    if (merged.kind().isEmpty() && served && settings.defaultEntry().isPresent()) {
      addDefault(settings.defaultEntry().get());
    }
    Optional<BootSpec> spec = BootSpecs.of(merged, settings.files());
    reason.addAll(merged.origins());
    if (own.isPresent() && spec.isEmpty()) {
      reason.add("none of these entries says what to boot");
    }
    return new Found(spec, List.copyOf(reason));
  }

  /**
   * The machine's entry: the only one, or of several the only one that says anything of booting.
   */
  private Optional<SearchResultEntry> own(MacAddress mac) throws IOException, InterruptedException {
    Directory.Found found =
        directory.search(
            settings.base().toString(),
            settings.scope(),
            settings.filter().of(mac),
            settings.requested(),
            MOST_ENTRIES,
            deadline);
    if (!found.references().isEmpty()) {
      reason.add("not followed: the directory's references to " + found.references());
    }
    List<SearchResultEntry> entries = found.entries();
    if (entries.isEmpty()) {
      reason.add("no entry below %s matches %s".formatted(settings.base(), settings.filter()));
      return Optional.empty();
    }
    List<SearchResultEntry> speaking = entries.stream().filter(this::speaks).toList();
    if (speaking.size() == 1 || entries.size() == 1) {
      return Stream.concat(speaking.stream(), entries.stream()).findFirst();
    }
    throw new EntryException(
        "%d entries are for %s, expected is one, or one with boot attributes: %s"
            .formatted(
                entries.size(),
                mac,
                String.join("; ", entries.stream().map(SearchResultEntry::getDN).toList())));
  }

  private boolean speaks(SearchResultEntry entry) {
    return settings.requested().stream().anyMatch(entry::hasAttribute);
  }

  /** The groups that name the machine. */
  private List<SearchResultEntry> members(SearchResultEntry machine)
      throws IOException, InterruptedException {
    if (settings.memberAttributes().isEmpty()) {
      return List.of();
    }
    Filter filter =
        Filter.createORFilter(
            settings.memberAttributes().stream()
                .map(name -> Filter.createEqualityFilter(name, machine.getDN()))
                .toList());
    return directory
        .search(
            settings.base().toString(),
            SearchScope.SUB,
            filter,
            settings.requested(),
            MOST_GROUPS,
            deadline)
        .entries();
  }

  /** Adds an entry, then its groups, then theirs, each step a level. */
  private void addWithGroups(SearchResultEntry first, List<SearchResultEntry> alsoGroups)
      throws IOException, InterruptedException {
    seen.add(dn(first.getDN()));
    merged.add(List.of(reader.read(first)));
    List<SearchResultEntry> level = groups(List.of(first));
    for (SearchResultEntry group : alsoGroups) {
      if (isNew(group.getDN())) {
        level.add(group);
      }
    }
    for (int depth = 1; !level.isEmpty(); depth++) {
      if (depth > settings.groupDepth()) {
        reason.add("groups more than %d steps away are left out".formatted(settings.groupDepth()));
        return;
      }
      List<EntryFacts> facts = new ArrayList<>();
      for (SearchResultEntry group : level) {
        reason.add("the group " + group.getDN());
        facts.add(reader.read(group));
      }
      merged.add(facts);
      level = groups(level);
    }
  }

  /** The groups that entries name, without those that were there before. */
  private List<SearchResultEntry> groups(List<SearchResultEntry> entries)
      throws IOException, InterruptedException {
    List<SearchResultEntry> groups = new ArrayList<>();
    for (SearchResultEntry entry : entries) {
      for (String attribute : settings.groupAttributes()) {
        String[] names = entry.getAttributeValues(attribute);
        for (String name : names == null ? new String[0] : names) {
          if (isNew(name)) {
            entry(name, entry.getDN()).ifPresent(groups::add);
          }
        }
      }
    }
    return groups;
  }

  private Optional<SearchResultEntry> entry(String name, String namedBy)
      throws IOException, InterruptedException {
    Optional<SearchResultEntry> entry = directory.entry(name, settings.requested(), deadline);
    if (entry.isEmpty()) {
      reason.add("%s, which %s names, is not there or not readable".formatted(name, namedBy));
    }
    return entry;
  }

  /** Adds the entries above, nearest first, up to the base. */
  private void addAbove(DN machine) throws IOException, InterruptedException {
    DN above = machine.getParent();
    while (above != null && isWithinBase(above)) {
      if (isNew(above.toString())) {
        Optional<SearchResultEntry> entry =
            directory.entry(above.toString(), settings.requested(), deadline);
        if (entry.isPresent() && speaks(entry.get())) {
          reason.add("above it, " + entry.get().getDN());
          addWithGroups(entry.get(), List.of());
        }
      }
      above = above.getParent();
    }
  }

  private void addDefault(DN defaultEntry) throws IOException, InterruptedException {
    if (isNew(defaultEntry.toString())) {
      Optional<SearchResultEntry> entry = entry(defaultEntry.toString(), "defaultEntry");
      if (entry.isPresent()) {
        reason.add("the default entry " + entry.get().getDN());
        addWithGroups(entry.get(), List.of());
      }
    }
  }

  private boolean isWithinBase(DN entry) {
    return entry.isDescendantOf(settings.base(), true);
  }

  /** Whether an entry was not looked at before: groups may name each other. */
  private boolean isNew(String name) throws EntryException {
    if (seen.size() > MOST_GROUPS) {
      throw new EntryException("the machine is in more than " + MOST_GROUPS + " groups");
    }
    return DN.isValidDN(name) && seen.add(dn(name));
  }

  private static DN dn(String name) throws EntryException {
    try {
      return new DN(name);
    } catch (LDAPException e) {
      throw new EntryException(name, "its name is no distinguished name");
    }
  }
}
