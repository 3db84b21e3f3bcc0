package org.pixiecore.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.BootSpec.IpxeScript;
import org.pixiecore.api.BootSpec.KernelBoot;
import org.pixiecore.api.BootSpec.LocalDisk;
import org.pixiecore.api.BootSpec.Once;
import org.pixiecore.api.BootSpec.ProgramBoot;
import org.pixiecore.api.BootSpec.Silence;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.CommandLine.ConfirmUrl;
import org.pixiecore.api.CommandLine.FileUrl;
import org.pixiecore.api.CommandLine.Text;

class BootDocumentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aKernelAloneIsEnough() throws Exception {
    assertThat(read("{'kernel': '/k'}")).isEqualTo(kernel(CommandLine.EMPTY));
  }

  @Test
  void aKernelWithAllThatBelongsToIt() throws Exception {
    assertThat(
            read(
                "{'kernel': 'https://files.local/k', 'initrd': ['/a', '/b'], 'message': 'Hello',"
                    + " 'cmdline': ' a={{ URL \\\"/x\\\" }} done={{ CONFIRM }} quiet '}"))
        .isEqualTo(
            new KernelBoot(
                BootFile.parse("https://files.local/k"),
                List.of(BootFile.parse("/a"), BootFile.parse("/b")),
                new CommandLine(
                    List.of(
                        new Text("a="),
                        new FileUrl(BootFile.parse("/x")),
                        new Text(" done="),
                        new ConfirmUrl(),
                        new Text(" quiet"))),
                Optional.of("Hello")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'selinux': '1', 'autologin': true} | selinux=1 autologin",
        "{'url': {'url': '/x'}, 'b': 'c'} | url=</x> b=c",
        "{'z': 'a b', 'y': '\\\"a b\\\"'} | z=\"a b\" y=\"a b\"",
        "{'done': '{{ CONFIRM }}', 'none': null} | done=<confirm>",
        "{'a': 'b {{ URL `/x` }}'} | a=\"b </x>\"",
        "{} | ''"
      })
  void theOlderFormOfACommandLine(String cmdline, String expected) throws Exception {
    KernelBoot boot = (KernelBoot) read("{'kernel': '/k', 'cmdline': " + cmdline + "}");

    assertThat(boot.commandLine().expand(file -> "<" + file + ">", "<confirm>"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'a={{ name }} {{ URL `/x` }}' | a=<name> /x",
        "{'a': '{{ name }}', 'b': 'c {{ d }}'} | a=<name> b=\"c <d>\""
      })
  void variablesInEitherFormOfACommandLine(String cmdline, String expected) throws Exception {
    KernelBoot boot =
        (KernelBoot)
            BootDocument.read(
                json("{'kernel': '/k', 'cmdline': " + cmdline + "}"),
                BootFile::parse,
                name -> "<" + name + ">");

    assertThat(boot.commandLine().expand(BootFile::toString, "")).isEqualTo(expected);
    assertThatExceptionOfType(BootDocumentException.class)
        .isThrownBy(() -> read("{'kernel': '/k', 'cmdline': '{{ name }}'}"));
  }

  @Test
  void aProgram() throws Exception {
    assertThat(read("{'program': '/shim.efi', 'message': 'Hello'}"))
        .isEqualTo(new ProgramBoot(BootFile.parse("/shim.efi"), Optional.of("Hello")));
  }

  @Test
  void aScript() throws Exception {
    assertThat(read("{'ipxe-script': '#!ipxe\\nexit'}")).isEqualTo(new IpxeScript("#!ipxe\nexit"));
  }

  @Test
  void noNetworkBoot() throws Exception {
    assertThat(read("{'boot': 'local'}")).isEqualTo(new LocalDisk());
    assertThat(read("{'boot': 'silent'}")).isEqualTo(new Silence());
  }

  @Test
  void once() throws Exception {
    KernelBoot kernel = kernel(CommandLine.EMPTY);

    assertThat(read("{'kernel': '/k', 'once': true}")).isEqualTo(new Once(kernel, ""));
    assertThat(read("{'kernel': '/k', 'once': 'job 7'}")).isEqualTo(new Once(kernel, "job 7"));
    assertThat(read("{'kernel': '/k', 'once': false}")).isEqualTo(kernel);
  }

  @Test
  void whatIsNullOrEmptyIsAsIfNotThere() throws Exception {
    assertThat(
            read(
                "{'kernel': '/k', 'initrd': null, 'cmdline': '', 'message': '', 'once': null,"
                    + " 'ipxe-script': null, 'unknown': null}"))
        .isEqualTo(kernel(CommandLine.EMPTY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | '' | given is 7, expected is an object with exactly one of",
        "[] | '' | given is a list of 0, expected is an object",
        "{} | '' | given is none, expected is exactly one of kernel, program, ipxe-script and boot",
        "{'kernel': '/k', 'boot': 'local'} | '' | given is kernel and boot, expected is exactly one",
        "{'kernl': '/k'} | /kernl | unknown; known are boot, cmdline, initrd, ipxe-script, kernel",
        "{'a/b~c': '/k'} | /a~1b~0c | unknown",
        "{'boot': 'local', 'once': true} | /once | does not go together with boot",
        "{'program': '/p', 'cmdline': 'x'} | /cmdline | does not go together with program",
        "{'ipxe-script': '#!ipxe', 'message': 'x'} | /message | does not go together with",
        "{'kernel': 7} | /kernel | given is 7, expected is the URL or path of a file",
        "{'kernel': ['/k']} | /kernel | given is a list of 1, expected is the URL or path of a file",
        "{'kernel': 'ftp://h/k'} | /kernel | neither an absolute path nor",
        "{'kernel': '/k', 'initrd': '/i'} | /initrd | given is \"/i\", expected is a list",
        "{'kernel': '/k', 'initrd': ['/i', null]} | /initrd/1 | given is null, expected is the URL",
        "{'kernel': '/k', 'cmdline': 7} | /cmdline | given is 7, expected is the kernel's command",
        "{'kernel': '/k', 'cmdline': ['a']} | /cmdline | given is a list of 1, expected is the",
        "{'kernel': '/k', 'cmdline': 'a\\nb'} | /cmdline | one line without control characters",
        "{'kernel': '/k', 'cmdline': '{{ ID \\\"x\\\" }}'} | /cmdline | only URL and CONFIRM are",
        "{'kernel': '/k', 'cmdline': '{{ URL'} | /cmdline | malformed template",
        "{'kernel': '/k', 'cmdline': {'a': 7}} | /cmdline/a | given is 7, expected is text, true",
        "{'kernel': '/k', 'cmdline': {'a': false}} | /cmdline/a | left out for false",
        "{'kernel': '/k', 'cmdline': {'a b': true}} | /cmdline/a b | without blanks",
        "{'kernel': '/k', 'cmdline': {'a\\u0000b': true}} | /cmdline/a\u0000b | control characters",
        "{'kernel': '/k', 'cmdline': {'a': {'URL': 'x'}}} | /cmdline/a | given is an object, exp",
        "{'kernel': '/k', 'cmdline': {'a': {'url': 7}}} | /cmdline/a/url | given is 7, expected",
        "{'kernel': '/k', 'message': {}} | /message | given is an object, expected is text",
        "{'kernel': '/k', 'once': 1} | /once | given is 1, expected is true, false, or text",
        "{'ipxe-script': 'echo'} | /ipxe-script | an iPXE script begins with #!ipxe",
        "{'ipxe-script': '#!ipxe', 'once': true} | /once | ${pixiecore-confirm}",
        "{'boot': 'disk'} | /boot | given is \"disk\", expected is local or silent",
        "{'boot': true} | /boot | given is true, expected is local or silent"
      })
  void whatIsWrongIsNamedWithItsPlace(String document, String pointer, String problem) {
    assertThatExceptionOfType(BootDocumentException.class)
        .isThrownBy(() -> read(document))
        .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer))
        .satisfies(e -> assertThat(e.problem()).contains(problem))
        .withMessageStartingWith(pointer.isEmpty() ? "the document: " : pointer + ": ");
  }

  @Test
  void whatIsTooLongIsRefusedAndNotRepeated() {
    assertTooLong("{'kernel': '%s'}", BootDocument.LONGEST_NAME);
    assertTooLong("{'kernel': '/k', 'cmdline': '%s'}", CommandLineValue.LONGEST);
    assertTooLong("{'kernel': '/k', 'message': '%s'}", BootDocument.LONGEST_MESSAGE);
    assertTooLong("{'kernel': '/k', 'once': '%s'}", Once.LONGEST_ORDER);
    assertTooLong("{'ipxe-script': '#!ipxe%s'}", BootDocument.LONGEST_SCRIPT);
    assertTooLong("{'boot': '%s'}", BootDocument.LONGEST_NAME);
  }

  @Test
  void whatIsTooMuchIsRefused() {
    assertRefused(
        "{'kernel': '/k', 'initrd': ['/i'" + ", '/i'".repeat(BootDocument.MOST_INITRDS) + "]}",
        "given is a list of 101");
    StringBuilder parameters = new StringBuilder("'p': true");
    for (int i = 0; i < CommandLineValue.MOST_PARAMETERS; i++) {
      parameters.append(", 'p").append(i).append("': true");
    }
    assertRefused("{'kernel': '/k', 'cmdline': {" + parameters + "}}", "given are 1001 parameters");
  }

  @Test
  void noSecretOfAUrlIsShown() {
    assertThatExceptionOfType(BootDocumentException.class)
        .isThrownBy(() -> read("{'kernel': '/k', 'initrd': 'https://u:secret@h/i?token=secret'}"))
        .withMessageContaining("https://…@h/i")
        .withMessageNotContaining("secret");
  }

  private static void assertTooLong(String document, int longest) {
    assertRefused(document.formatted("x".repeat(longest + 1)), "at most " + longest);
  }

  private static void assertRefused(String document, String problem) {
    assertThatExceptionOfType(BootDocumentException.class)
        .isThrownBy(() -> read(document))
        .withMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  private static KernelBoot kernel(CommandLine commandLine) {
    return new KernelBoot(BootFile.parse("/k"), List.of(), commandLine, Optional.empty());
  }

  private static BootSpec read(String document)
      throws BootDocumentException, JsonProcessingException {
    return BootDocument.read(json(document), text -> BootFile.parse(text));
  }

  private static JsonNode json(String document) throws JsonProcessingException {
    return JSON.readTree(document.replace('\'', '"'));
  }
}
