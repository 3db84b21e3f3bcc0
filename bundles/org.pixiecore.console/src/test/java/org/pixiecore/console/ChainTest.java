package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pixiecore.api.history.BootState;
import org.pixiecore.api.history.ChainLink;

/** The page knows the chain that the history tells of. */
class ChainTest {

  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z_]+\\b");

  @Test
  void eachLinkIsInItsPlace() throws Exception {
    assertThat(constants("const LINKS = \\[([^]]*)]")).isEqualTo(names(ChainLink.values()));
  }

  @Test
  void eachStateHasASign() throws Exception {
    assertThat(constants("const SIGNS = \\{([^}]*)}")).isEqualTo(names(BootState.values()));
  }

  private static List<String> constants(String declaration) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    StaticFile.read("chain.js").orElseThrow().writeTo(page);
    Matcher declared = Pattern.compile(declaration).matcher(page.toString(UTF_8));
    assertThat(declared.find()).isTrue();
    return CONSTANT.matcher(declared.group(1)).results().map(MatchResult::group).toList();
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
