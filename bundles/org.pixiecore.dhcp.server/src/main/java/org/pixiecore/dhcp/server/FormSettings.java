package org.pixiecore.dhcp.server;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.Configuration;
import org.pixiecore.dhcp.AnswerForm;

/**
 * In which form PXE firmware is answered.
 *
 * @param all for machines that no rule is for
 * @param rules for some machines; the longest one that matches decides
 */
record FormSettings(Choice all, List<Rule> rules) {

  static final String ALL = "answerForm";
  static final String RULES = "answerForms";

  private static final String RULE = "MAC=FORM, where MAC is an address or how it begins";

  /** A person's choice. */
  enum Choice {
    /** The one that most firmware takes, and others for a machine that asks again and again. */
    AUTO(Optional.empty()),
    DIRECT(Optional.of(AnswerForm.DIRECT)),
    BINL(Optional.of(AnswerForm.BINL)),
    MENU(Optional.of(AnswerForm.MENU)),
    PLAIN(Optional.of(AnswerForm.PLAIN));

    private final Optional<AnswerForm> form;

    Choice(Optional<AnswerForm> form) {
      this.form = form;
    }

    /** The form to stay with; empty to find it out. */
    Optional<AnswerForm> form() {
      return form;
    }

    static Choice parse(String word) {
      return Stream.of(values())
          .filter(choice -> choice.name().equalsIgnoreCase(word.strip()))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("\"" + word + "\" is none of " + words()));
    }

    private static String words() {
      return Stream.of(values())
          .map(choice -> choice.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * For machines whose MAC addresses begin so.
   *
   * @param choice their form
   */
  record Rule(MacPrefix machines, Choice choice) {

    static Rule parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("\"" + text + "\" has no =");
      }
      return new Rule(
          MacPrefix.parse(text.substring(0, equals).strip()),
          Choice.parse(text.substring(equals + 1)));
    }
  }

  FormSettings {
    rules = List.copyOf(rules);
  }

  static FormSettings read(Configuration configuration) {
    Choice all = configuration.choice(ALL, Choice.class, Choice.AUTO);
    return new FormSettings(all, configuration.list(RULES, RULE, Rule::parse));
  }

  /** Whether any machine may be answered in the form that shows a menu. */
  boolean mayShowMenu() {
    return Stream.concat(Stream.of(all), rules.stream().map(Rule::choice))
        .anyMatch(choice -> choice == Choice.AUTO || choice == Choice.MENU);
  }

  /** The choice for a machine. */
  Choice of(MacAddress mac) {
    return rules.stream()
        .filter(rule -> rule.machines().matches(mac))
        .max(Comparator.comparingInt(rule -> rule.machines().octets()))
        .map(Rule::choice)
        .orElse(all);
  }
}
