package org.example.rackplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CsvLineTest {

  @Test
  void emptyFieldsAreFieldsToo() {
    assertThat(CsvLine.fields("a, b ,,")).containsExactly("a", "b", "", "");
  }

  @Test
  void aFieldBetweenQuotesMayHoldCommasAndQuotes() {
    assertThat(CsvLine.fields("\"console=ttyS0,115200\",\"say \"\"hi\"\"\",\"\""))
        .containsExactly("console=ttyS0,115200", "say \"hi\"", "");
  }

  @Test
  void aQuoteInAFieldWithoutQuotesIsAQuote() {
    assertThat(CsvLine.fields("ks={{ URL \"/srv/ks.cfg\" }},b"))
        .containsExactly("ks={{ URL \"/srv/ks.cfg\" }}", "b");
  }

  @Test
  void aQuoteThatIsNotClosedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvLine.fields("a,\"b"))
        .withMessage("a quote is opened and not closed");
  }
}
