package org.pixiecore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

  private static final Page PAGE =
      Page.of(
          """
          # The `{{ ID }}` of [a file](b.md), and more

          See [there](c.md#d) and ![a picture](images/e.png "a title"), not `[code](f.md)`.

          ```sh
          # no heading
          [no](link.md)
          ```

          ## Again
          ## Again
          """);

  @Test
  void linksAreFoundOutsideOfCode() {
    assertThat(PAGE.links()).containsExactly("b.md", "c.md#d", "images/e.png");
  }

  @Test
  void anchorsAreAsGitHubMakesThem() {
    assertThat(PAGE.anchors())
        .containsExactlyInAnyOrder("the--id--of-a-file-and-more", "again", "again-1");
  }
}
