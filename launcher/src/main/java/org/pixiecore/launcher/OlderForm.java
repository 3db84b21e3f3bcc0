package org.pixiecore.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The command line of the first Pixiecore, {@code pixiecore -kernel K -initrd A,B -cmdline S} or
 * {@code pixiecore -api URL}, in the manner of Go's {@code flag} package: one dash or two, the
 * value behind {@code =} or in the next argument. Translated into the newer one.
 */
final class OlderForm {

  private static final List<String> FLAGS_OF_EVERY_FORM =
      List.of("-h", "-help", "--help", "-V", "-version", "--version");

  private OlderForm() {}

  /** Whether arguments have the older form: they begin with a flag, not with a command. */
  static boolean is(List<String> arguments) {
    return !arguments.isEmpty()
        && arguments.get(0).startsWith("-")
        && !FLAGS_OF_EVERY_FORM.contains(arguments.get(0));
  }

  /**
   * Translates.
   *
   * @param isSwitch whether a flag, named without dashes, takes no value
   * @throws IllegalArgumentException if a flag has no value, there is not one kernel or API, or
   *     something is left over; the message says which
   */
  static List<String> translate(List<String> arguments, Predicate<String> isSwitch) {
    List<String> options = new ArrayList<>();
    List<String> apis = new ArrayList<>();
    List<String> kernels = new ArrayList<>();
    List<String> initrds = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      String[] flag = argument.replaceFirst("^--?", "").split("=", 2);
      if (!argument.startsWith("-") || flag[0].isEmpty()) {
        throw new IllegalArgumentException(
            "\"" + argument + "\" is no flag. Write: pixiecore boot KERNEL INITRD...");
      }
      if (isSwitch.test(flag[0])) {
        options.add("--" + flag[0] + (flag.length == 2 ? "=" + flag[1] : ""));
        continue;
      }
      if (flag.length < 2 && !rest.hasNext()) {
        throw new IllegalArgumentException("-" + flag[0] + " needs a value");
      }
      String value = flag.length == 2 ? flag[1] : rest.next();
      switch (flag[0]) {
        case "api" -> apis.add(value);
        case "kernel" -> kernels.add(value);
        case "api-timeout" -> options.add("--api-request-timeout=" + value);
        case "initrd" -> initrds.addAll(Arrays.asList(value.split(",")));
        default -> options.add("--" + flag[0] + "=" + value);
      }
    }
    if (kernels.size() + apis.size() != 1 || !(apis.isEmpty() || initrds.isEmpty())) {
      throw new IllegalArgumentException(
          "exactly one is needed of -kernel, which may have an -initrd, and -api");
    }
    options.add(0, apis.isEmpty() ? "boot" : "api");
    options.add("--");
    options.addAll(apis);
    options.addAll(kernels);
    options.addAll(initrds);
    return options;
  }
}
