package org.pixiecore.booter.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLineTest {

  @ParameterizedTest
  @CsvSource({
    "http://a/vmlinuz,        KERNEL",
    "linux,                   KERNEL",
    "pxelinux.0,              PROGRAM",
    "undionly.kpxe,           PROGRAM",
    "boot/wdsnbp.com,         PROGRAM",
    "http://a/b/grubx64.efi,  PROGRAM",
    "http://a/SHIMX64.EFI?x=y, PROGRAM",
    "http://a/menu.ipxe,      SCRIPT",
    "http://a.com/,           KERNEL",
    "vmlinuz.efi quiet,       KERNEL"
  })
  void theNameSaysWhatAFileIs(String line, Fact kind) throws Exception {
    assertThat(facts(line).kind()).contains(kind);
  }

  @Test
  void initrdsAreTakenOutOfTheArguments() throws Exception {
    assertThat(facts("linux  a=b initrd=x.gz,y.gz  quiet initrd=z.gz").facts())
        .isEqualTo(
            Map.of(
                Fact.KERNEL, List.of("linux"),
                Fact.INITRD, List.of("x.gz", "y.gz", "z.gz"),
                Fact.CMDLINE, List.of("a=b quiet")));
  }

  @Test
  void aTemplateIsOneWord() {
    assertThat(FileLine.parse("linux a={{ URL \"x  y\" }}/z  b").commandLine())
        .isEqualTo("a={{ URL \"x  y\" }}/z b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{{ }}", "initrd=", " ", "{{"})
  void aLineMayBeLong(String part) {
    String arguments = part.repeat(100_000 / part.length());

    assertThat(FileLine.parse("linux a" + arguments).commandLine()).startsWith("a");
  }

  @Test
  void anEfiProgramBesideAnInitrdIsAKernel() throws Exception {
    EntryFacts.Builder facts = new EntryFacts.Builder("cn=x");
    facts.add(Fact.INITRD, "initrd.gz");
    FileLine.parse("vmlinuz.efi").addTo(facts);

    assertThat(facts.build().kind()).contains(Fact.KERNEL);
  }

  private static EntryFacts facts(String line) throws EntryException {
    EntryFacts.Builder facts = new EntryFacts.Builder("cn=x");
    FileLine.parse(line).addTo(facts);
    return facts.build();
  }
}
