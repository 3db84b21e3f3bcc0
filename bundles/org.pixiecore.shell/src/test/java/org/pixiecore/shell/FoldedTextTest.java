package org.pixiecore.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FoldedTextTest {

  @Test
  void linesEndBetweenWords() {
    assertThat(new FoldedText("x86-bios, uefi-x86-64, arm64", 12))
        .hasToString("x86-bios,\nuefi-x86-64,\narm64");
  }

  @Test
  void aWordThatIsWiderThanALineIsBrokenAndNothingIsLost() {
    assertThat(new FoldedText("at http://mirror/vmlinuz", 10))
        .hasToString("at\nhttp://mir\nror/vmlinu\nz");
  }

  @Test
  void whatFitsIsLeftAsItIs() {
    assertThat(new FoldedText("[##  ]  50 %", 12)).hasToString("[##  ]  50 %");
    assertThat(new FoldedText("", 1)).hasToString("");
  }

  @Test
  void whatTheNetworkSentMakesNoLinesOfItsOwn() {
    assertThat(new FoldedText("a\nb\u001b[2J", 20).toString()).doesNotContain("\n", "\u001b");
  }

  @Test
  void aLineHasAWidth() {
    assertThatThrownBy(() -> new FoldedText("a", 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
