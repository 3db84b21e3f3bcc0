package org.pixiecore.booter.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pixiecore.api.MacAddress;

/**
 * A search filter (RFC 4515) in which {@value #PLACEHOLDER} stands for a machine's MAC address, in
 * each form in which directories hold one. Values go into it as values and never as filter text, so
 * nothing needs to be escaped by hand.
 *
 * @param template a filter whose equality assertions may hold the placeholder
 */
record MacFilter(Filter template) {

  static final String PLACEHOLDER = "{mac}";

  /** What a configuration may say, for people. */
  static final String ALLOWED =
      "an LDAP filter with " + PLACEHOLDER + " in an equality, like (macAddress={mac})";

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException if it is none, or has no placeholder where one may stand
   */
  static MacFilter parse(String text) {
    Filter template;
    try {
      template = Filter.create(text);
    } catch (LDAPException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (occurrences(template) == 0) {
      throw new IllegalArgumentException("no equality holds " + PLACEHOLDER);
    }
    if (occurrences(template) != text.split("\\{mac}", -1).length - 1) {
      throw new IllegalArgumentException(
          PLACEHOLDER + " stands in something else than an equality");
    }
    return new MacFilter(template);
  }

  /** The filter that finds a machine. */
  Filter of(MacAddress mac) {
    return fill(template, mac);
  }

  /**
   * The forms of an address: as RFC 2307 has it, with hyphens, as switches show it, and bare; in
   * capitals too, for attributes that tell them apart.
   */
  static Set<String> forms(MacAddress mac) {
    String bare = mac.toString("");
    String dotted = bare.replaceAll("(.{4})(?=.)", "$1.");
    List<String> lower = List.of(mac.toString(), mac.toString("-"), dotted, bare);
    Set<String> forms = new LinkedHashSet<>(lower);
    lower.forEach(form -> forms.add(form.toUpperCase(Locale.ROOT)));
    return forms;
  }

  private static Filter fill(Filter filter, MacAddress mac) {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND ->
          Filter.createANDFilter(components(filter, part -> fill(part, mac)));
      case Filter.FILTER_TYPE_OR ->
          Filter.createORFilter(components(filter, part -> fill(part, mac)));
      case Filter.FILTER_TYPE_NOT -> Filter.createNOTFilter(fill(filter.getNOTComponent(), mac));
      case Filter.FILTER_TYPE_EQUALITY -> equality(filter, mac);
      default -> filter;
    };
  }

  private static Filter equality(Filter filter, MacAddress mac) {
    String value = filter.getAssertionValue();
    if (!value.contains(PLACEHOLDER)) {
      return filter;
    }
    return Filter.createORFilter(
        forms(mac).stream()
            .map(
                form ->
                    Filter.createEqualityFilter(
                        filter.getAttributeName(), value.replace(PLACEHOLDER, form)))
            .toList());
  }

  private static List<Filter> components(Filter filter, UnaryOperator<Filter> each) {
    return Stream.of(filter.getComponents()).map(each).toList();
  }

  private static int occurrences(Filter filter) {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND, Filter.FILTER_TYPE_OR ->
          Stream.of(filter.getComponents()).mapToInt(MacFilter::occurrences).sum();
      case Filter.FILTER_TYPE_NOT -> occurrences(filter.getNOTComponent());
      case Filter.FILTER_TYPE_EQUALITY ->
          filter.getAssertionValue().split("\\{mac}", -1).length - 1;
      default -> 0;
    };
  }

  /** The template. */
  @Override
  public String toString() {
    return template.toString();
  }
}
