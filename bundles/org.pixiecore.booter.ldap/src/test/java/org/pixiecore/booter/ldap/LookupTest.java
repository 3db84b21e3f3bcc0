package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.Silence;

/** What comes of entries that real directories have too. */
class LookupTest {

  private static final String MAC = "52:54:00:00:0f:01";
  private static final String MACHINES = "ou=machines,dc=example,dc=com";

  @TempDir private Path files;
  private MemoryServer server;

  @BeforeEach
  void start() throws Exception {
    server = MemoryServer.plain();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AskedDirectory asked(String... more) {
    Map<String, String> settings =
        Map.of(
            "servers", server.url(),
            "base", "dc=example,dc=com",
            "bindDn", "cn=admin",
            "bindPassword", "admin",
            "allowPlaintextPassword", "true");
    return new AskedDirectory(AskedDirectory.with(settings, more));
  }

  private void add(String cn, String... attributes) throws Exception {
    Entry entry = new Entry(new DN(new RDN("cn", cn), new DN(MACHINES)));
    entry.addAttribute("objectClass", "device", "ieee802Device", "bootableDevice");
    entry.addAttribute("cn", cn);
    for (String attribute : attributes) {
      String[] pair = attribute.split(": ", 2);
      entry.addAttribute(new Attribute(pair[0], pair[1]));
    }
    server.server().add(entry);
  }

  private void addGroup(String cn, String member, String parameter) throws Exception {
    server
        .server()
        .add(
            "dn: cn=%s,ou=profiles,dc=example,dc=com".formatted(cn),
            "objectClass: groupOfNames",
            "objectClass: bootableDevice",
            "cn: " + cn,
            "member: " + member,
            "bootParameter: " + parameter);
  }

  @Test
  void ofTwoEntriesTheOneThatSaysAnythingOfBooting() throws Exception {
    add("inventory", "macAddress: " + MAC);
    add("computer", "macAddress: " + MAC, "bootParameter: boot=local");

    try (AskedDirectory directory = asked()) {
      assertThat(directory.spec(MAC)).contains(new LocalDisk());
    }
  }

  @Test
  void twoEntriesThatBothDoAreAProblemThatNamesThem() throws Exception {
    add("one", "macAddress: " + MAC, "bootFile: http://a/linux");
    add("other", "macAddress: 52-54-00-00-0F-01", "bootParameter: boot=local");

    try (AskedDirectory directory = asked()) {
      assertThatIOException()
          .isThrownBy(() -> directory.spec(MAC))
          .withMessageContaining("2 entries")
          .withMessageContaining("cn=one,ou=machines")
          .withMessageContaining("cn=other,ou=machines");
    }
  }

  @Test
  void moreEntriesThanAnyMachineHas() throws Exception {
    for (int i = 0; i <= MachineLookup.MOST_ENTRIES; i++) {
      add("copy" + i, "macAddress: " + MAC);
    }

    try (AskedDirectory directory = asked()) {
      assertThatIOException()
          .isThrownBy(() -> directory.spec(MAC))
          .withMessageContaining("more entries");
    }
  }

  @Test
  void groupsThatNameEachOther() throws Exception {
    add("machine", "macAddress: " + MAC, "seeAlso: cn=a," + MACHINES);
    add("a", "seeAlso: cn=b," + MACHINES);
    add("b", "seeAlso: cn=a," + MACHINES, "seeAlso: cn=machine," + MACHINES);

    try (AskedDirectory directory = asked()) {
      assertThat(directory.spec(MAC)).isEmpty();
      assertThat(directory.reason(MAC)).contains("the group cn=a", "the group cn=b");
    }
  }

  @Test
  void groupsOfGroupsAsFarAsIsSet() throws Exception {
    add("machine", "macAddress: " + MAC, "seeAlso: cn=g1," + MACHINES);
    add("g1", "seeAlso: cn=g2," + MACHINES);
    add("g2", "bootParameter: boot=silent");

    try (AskedDirectory directory = asked("groupDepth", "2")) {
      assertThat(directory.spec(MAC)).contains(new Silence());
    }
    try (AskedDirectory directory = asked("groupDepth", "1")) {
      assertThat(directory.spec(MAC)).isEmpty();
      assertThat(directory.reason(MAC)).contains("more than 1 steps away");
    }
    try (AskedDirectory directory = asked("groupAttributes", "none")) {
      assertThat(directory.spec(MAC)).isEmpty();
    }
  }

  @Test
  void aGroupThatIsNotThereAndOneThatIsNoGroup() throws Exception {
    add(
        "machine",
        "macAddress: " + MAC,
        "seeAlso: cn=gone," + MACHINES,
        "seeAlso: ou=profiles,dc=example,dc=com",
        "seeAlso: cn=there," + MACHINES);
    add("there", "bootParameter: boot=local");

    try (AskedDirectory directory = asked()) {
      assertThat(directory.spec(MAC)).contains(new LocalDisk());
      assertThat(directory.reason(MAC)).contains("cn=gone," + MACHINES + ", which", "is not there");
    }
  }

  @Test
  void aNameWithWhatFiltersUseIsFoundAsAMember() throws Exception {
    String cn = "machine (*) \\ of a|b&c";
    add(cn, "macAddress: " + MAC);
    String dn = new DN(new RDN("cn", cn), new DN(MACHINES)).toString();
    addGroup("group", dn, "boot=local");
    addGroup("others", "cn=machine x," + MACHINES, "boot=silent");

    try (AskedDirectory directory = asked("memberAttributes", "member")) {
      assertThat(directory.spec(MAC)).contains(new LocalDisk());
    }
  }

  @Test
  void asManyGroupsByMembershipAsMayBeAndNotOneMore() throws Exception {
    add("machine", "macAddress: " + MAC);
    for (int i = 1; i <= MachineLookup.MOST_GROUPS; i++) {
      addGroup("group" + i, "cn=machine," + MACHINES, "boot=silent");
    }

    try (AskedDirectory directory = asked("memberAttributes", "member")) {
      assertThat(directory.spec(MAC)).contains(new Silence());
      addGroup("one more", "cn=machine," + MACHINES, "boot=silent");
      assertThatIOException()
          .isThrownBy(() -> directory.spec(MAC))
          .withMessageContaining("more entries than it tells, or than 50");
    }
  }

  @Test
  void machinesRightBelowTheBaseAlone() throws Exception {
    add("machine", "macAddress: " + MAC, "bootParameter: boot=local");

    try (AskedDirectory directory = asked("scope", "one")) {
      assertThat(directory.spec(MAC)).isEmpty();
    }
    try (AskedDirectory directory = asked("scope", "one", "base", MACHINES)) {
      assertThat(directory.spec(MAC)).contains(new LocalDisk());
    }
  }

  @Test
  void whatEntriesAboveSayIsInheritedIfThatIsSet() throws Exception {
    add("machine", "macAddress: " + MAC);
    server
        .server()
        .modify(
            "dn: " + MACHINES,
            "changetype: modify",
            "add: objectClass",
            "objectClass: bootableDevice",
            "-",
            "add: bootParameter",
            "bootParameter: boot=local");

    try (AskedDirectory directory = asked()) {
      assertThat(directory.spec(MAC)).isEmpty();
    }
    try (AskedDirectory directory = asked("inherit", "true")) {
      assertThat(directory.spec(MAC)).contains(new LocalDisk());
      assertThat(directory.reason(MAC)).contains("above it, " + MACHINES);
    }
  }

  @Test
  void filesOfThisServerOnlyWhereThatIsOpened() throws Exception {
    Path script = Files.writeString(files.resolve("own.ipxe"), "#!ipxe\nexit\n");
    add("machine", "macAddress: " + MAC, "bootFile: " + script);

    try (AskedDirectory directory = asked()) {
      assertThatIOException()
          .isThrownBy(() -> directory.spec(MAC))
          .withMessageContaining("cn=machine")
          .withMessageContaining("fileDirectories");
    }
    try (AskedDirectory directory = asked("fileDirectories", files.toString())) {
      assertThat(directory.spec(MAC)).contains(new IpxeScript("#!ipxe\nexit\n"));
    }
  }

  @Test
  void aScriptFileThatIsNoneIsBlamedOnTheEntryThatNamesIt() throws Exception {
    add("machine", "macAddress: " + MAC, "bootFile: " + files.resolve("none.ipxe"));

    try (AskedDirectory directory = asked("fileDirectories", files.toString())) {
      assertThatIOException()
          .isThrownBy(() -> directory.spec(MAC))
          .withMessageContaining("cn=machine")
          .withMessageContaining("none.ipxe is no file");
    }
  }

  @Test
  void aWrongValueNamesItsEntryAndShowsNoPassword() throws Exception {
    add("machine", "macAddress: " + MAC, "seeAlso: cn=g," + MACHINES);
    add("g", "bootFile: http://user:hidden@a_b/linux", "bootParameter: message=x");

    try (AskedDirectory directory = asked()) {
      assertThatIOException()
          .isThrownBy(() -> directory.spec(MAC))
          .withMessageContaining("cn=g," + MACHINES)
          .withMessageNotContaining("hidden");
    }
  }

  @Test
  void aBaseThatIsNotThere() throws Exception {
    try (AskedDirectory directory = asked("base", "ou=nowhere,dc=example,dc=com")) {
      assertThatIOException()
          .isThrownBy(() -> directory.spec(MAC))
          .withMessageContaining("ou=nowhere,dc=example,dc=com")
          .withMessageContaining("no such object");
    }
  }

  @Test
  void theDefaultEntryMayBeInAGroupToo() throws Exception {
    add("fallback", "seeAlso: cn=g," + MACHINES);
    add("g", "bootParameter: boot=local");

    try (AskedDirectory directory =
        asked("defaultEntry", "cn=fallback," + MACHINES, "defaultFor", "all")) {
      assertThat(directory.spec(MAC)).isEqualTo(Optional.of(new LocalDisk()));
    }
  }
}
