package org.pixiecore.booter.machines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineFileReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "just text | 1:1: given is \"just text\", expected is profiles, groups and machines",
        "~# x\nprofile: {}~ | 2:1: \"profile\" is not known; did you mean \"profiles\"?",
        "~profiles:\n  a: b~ | 2:6: given is \"b\", expected is what to boot",
        "~profiles:\n  a:\n    kernal: /k~ | 3:5: \"kernal\" is not known; did you mean \"kernel\"?",
        "~machines:\n  52:54:00: a~ | 2:3: \"52:54:00\" is no MAC address",
        "~machines:\n  52:54:00:12:34:56: [a]~ | 2:22: given is a list, expected is the name of a profile",
        "~machines:\n  52:54:00:12:34:56:\n    profile: a\n    kernel: /k~"
            + " | 3:5: profile and kernel do not go together",
        "~groups:\n  - select:\n      mca: 52:54:00~ | 3:7: \"mca\" is not known; did you mean \"mac\"?",
        "~groups:\n  - select: all~ | 2:13: given is \"all\", expected is by what to select",
        "~groups:\n  - select:\n      mac: [52:54:00, 52:54:zz]~ | 3:23: mac: given is \"52:54:zz\", expected is a MAC",
        "~groups:\n  - select:\n      mac: []~ | 3:12: given is a list, expected is a MAC address",
        "~groups:\n  - select: {uuid: 4c4c4544}~ | 2:20: uuid: given is \"4c4c4544\", expected is a UUID like",
        "~groups:\n  - select: {architecture: sparc}~ | 2:28: architecture: given is \"sparc\"",
        "~groups:\n  - select: {subnet: 10.4.0.5/16}~ | 2:22: subnet: given is \"10.4.0.5/16\"",
        "~groups:\n  - select: {firmware: uefi}~ | 2:24: firmware: given is \"uefi\", expected is one of pxe, http-boot, ipxe, pxelinux, grub, u-boot, raspberry-pi",
        "~groups:\n  - select: {serial: ''}~ | 2:22: serial: given is \"\"",
        "~groups:\n  - variables: {Host: a}~ | 2:17: \"Host\" is no name of a variable",
        "~groups:\n  - variables: {mac: a}~ | 2:17: \"mac\" is the machine's own",
        "~groups:\n  - variables: {x: [a]}~ | 2:20: the value of \"x\" must be one line",
        "~groups:\n  - variables:\n      x: |\n        a\n        b~ | 3:10: the value of \"x\" must be one line",
        "~groups:\n  - once: [a]~ | 2:11: given is a list, expected is true, false, or text",
        "~groups:\n  a: b~ | 2:6: given is \"b\", expected is a group"
      })
  void aMistakeInYamlIsToldWithItsPlace(String text, String problem) throws Exception {
    assertThat(problems("lab.yaml", text))
        .singleElement()
        .asString()
        .startsWith("lab.yaml:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~{\n  \"profile\": {}}~ | 2:3: \"profile\" is not known",
        "~{\"machines\": {\n  \"52:54:00:12:34:5\": \"a\"}}~ | 2:3: \"52:54:00:12:34:5\" is no MAC",
        "~{\"groups\": [\n  {},\n  {\"select\": {\n    \"relay\": \"x\"}}]}~ | 4:14: relay: given is \"x\"",
        "~{\"groups\": [\n  {\"variables\": {\"a\": null}}]}~ | 2:23: the value of \"a\" must be"
      })
  void aMistakeInJsonIsToldWithItsPlace(String text, String problem) throws Exception {
    assertThat(problems("lab.json", text))
        .singleElement()
        .asString()
        .startsWith("lab.json:" + problem);
  }

  @Test
  void everyMistakeIsToldAtOnceUpToALimit() throws Exception {
    assertThat(problems("a.yaml", "x: 1\ny: 2\nmachines: {a: b}"))
        .extracting(problem -> problem.place().line())
        .containsExactly(1, 2, 3);
    assertThat(problems("a.yaml", "x: 1\n".repeat(1) + unknown(100))).hasSize(Problems.MOST);
  }

  @Test
  void aValueOfAVariableIsNotShown() throws Exception {
    assertThat(problems("a.yaml", "groups: [{variables: {x: \"top\\x01secret\"}}]"))
        .singleElement()
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void groupsAreAListOrHaveNames() throws Exception {
    assertThat(file("groups:\n  - name: one\n  - {}\n").groups())
        .extracting(Group::toString)
        .containsExactly("a.yaml:2 (group \"one\")", "a.yaml:3 (group \"group 2\")");
    assertThat(file("groups:\n  one: {profile: p}\n").groups())
        .extracting(Group::toString)
        .containsExactly("a.yaml:2 (group \"one\")");
  }

  @Test
  void whatIsLeftEmptyIsAsIfItWereNotThere() throws Exception {
    MachineFile file = file("profiles:\ngroups:\nmachines:\n");

    assertThat(file.groups()).isEmpty();
    assertThat(file.profiles()).isEmpty();
    assertThat(file("groups: [{select: , variables: , once: }]").groups()).hasSize(1);
  }

  private static String unknown(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("unknown").append(i).append(": 1\n");
    }
    return text.toString();
  }

  private static MachineFile file(String text) throws ProblemException {
    Problems problems = new Problems();
    MachineFile file =
        MachineFileReader.read("a.yaml", NodeReader.read("a.yaml", text.getBytes(UTF_8)), problems);
    assertThat(problems.all()).isEmpty();
    return file;
  }

  private static List<Problem> problems(String name, String text) throws ProblemException {
    Problems problems = new Problems();
    MachineFileReader.read(name, NodeReader.read(name, text.getBytes(UTF_8)), problems);
    return problems.all();
  }
}
