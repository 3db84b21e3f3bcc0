package org.pixiecore.booter.machines;

import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What a person can do about a mistake in YAML. */
final class YamlHint {

  private YamlHint() {}

  static String explain(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return "is no YAML: " + context + problem + hint(problem);
  }

  private static String hint(String problem) {
    if (problem.contains("TAB")) {
      return "; indent with blanks";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "; put text with a colon and a blank in it between quotes, and check the indentation";
    }
    if (problem.contains("but found '<block") || problem.contains("but found '<scalar>'")) {
      return "; check the indentation, and put text with { or [ at its start between quotes";
    }
    return "";
  }
}
