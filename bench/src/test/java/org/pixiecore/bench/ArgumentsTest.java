package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void textsAndNumbersAndListsOfNumbers() {
    Arguments arguments = Arguments.of("url=http://a/?b=c", "rate=5000", "clients=1,50,200");
    assertThat(arguments.text("url")).isEqualTo("http://a/?b=c");
    assertThat(arguments.number("rate")).isEqualTo(5000);
    assertThat(arguments.numbers("clients")).containsExactly(1, 50, 200);
  }

  @Test
  void whatIsMissingOrNoNumberIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.of("rate"))
        .withMessageContaining("rate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.of("rate=1").text("pid"))
        .withMessageContaining("pid");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.of("rate=fast").number("rate"))
        .withMessageContaining("rate=fast");
  }
}
