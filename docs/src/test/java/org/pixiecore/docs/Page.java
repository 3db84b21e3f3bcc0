package org.pixiecore.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page in Markdown: where its links lead, and where links can lead in it.
 *
 * @param links the addresses of links and images, as written
 * @param anchors what can stand behind {@code #}: the headings, as GitHub turns them into anchors
 */
record Page(List<String> links, Set<String> anchors) {

  private static final Pattern FENCED = Pattern.compile("(?ms)^ *(```|~~~).*?^ *\\1 *$");
  private static final Pattern CODE = Pattern.compile("(`+)[^`].*?\\1");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)[^)]*\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");
  private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}_ -]");

  Page {
    links = List.copyOf(links);
    anchors = Set.copyOf(anchors);
  }

  static Page read(Path file) throws IOException {
    return of(Files.readString(file));
  }

  static Page of(String markdown) {
    String prose = FENCED.matcher(markdown).replaceAll("");
    List<String> links =
        LINK.matcher(CODE.matcher(prose).replaceAll(""))
            .results()
            .map(link -> link.group(1))
            .toList();
    return new Page(links, anchors(prose));
  }

  /** Headings that are the same have numbers behind their anchors, from the second on. */
  private static Set<String> anchors(String prose) {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (MatchResult heading : HEADING.matcher(prose).results().toList()) {
      String text = LINK_IN_HEADING.matcher(heading.group(1)).replaceAll("$1");
      String anchor =
          NOT_IN_ANCHORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }
}
