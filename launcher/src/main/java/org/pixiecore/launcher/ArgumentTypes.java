package org.pixiecore.launcher;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.MacPrefix;
import org.pixiecore.api.config.Secret;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What each argument must be. A mistake is told before anything starts. */
final class ArgumentTypes {

  private ArgumentTypes() {}

  /** A readable file, by its path or as a {@code file} URL, or an {@code http(s)} URL. */
  static final class FileOrUrl implements ITypeConverter<BootFile> {

    private static final Pattern URL = Pattern.compile("(?i)(https?|file):.*");

    @Override
    public BootFile convert(String text) {
      if (!URL.matcher(text).matches()) {
        return BootFile.of(new ReadableFile().convert(text));
      }
      try {
        BootFile file = new BootFile(new URI(text));
        if (file.isLocal()) {
          new ReadableFile().convert(file.path().toString());
        }
        return file;
      } catch (URISyntaxException | IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Who gives addresses, in any case. */
  static final class DhcpMode implements ITypeConverter<String> {

    private static final List<String> MODES = List.of("proxy", "server", "auto");

    @Override
    public String convert(String text) {
      String mode = text.toLowerCase(Locale.ROOT);
      if (!MODES.contains(mode)) {
        throw new TypeConversionException("it is proxy, server or auto, not \"" + text + '"');
      }
      return mode;
    }
  }

  /** A range of addresses; whether the interfaces have a subnet for it shows when it is used. */
  static final class DhcpRange implements ITypeConverter<String> {

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String ADDRESS = OCTET + "(?:\\." + OCTET + "){3}";
    private static final Pattern RANGE =
        Pattern.compile(ADDRESS + "(?:-" + ADDRESS + ")?(?:/(?:3[0-2]|[12]?\\d))?");

    @Override
    public String convert(String text) {
      if (!RANGE.matcher(text).matches()) {
        throw new TypeConversionException(
            "it is like 10.0.0.100-10.0.0.200 or 10.0.0.128/25, not \"" + text + '"');
      }
      return text;
    }
  }

  /** Machines: all, or one or more by how their MAC addresses begin. */
  static final class Machines implements ITypeConverter<String> {

    private static final String ALL = "all";

    @Override
    public String convert(String text) {
      if (text.equalsIgnoreCase(ALL)) {
        return ALL;
      }
      try {
        return MacPrefix.parse(text).toString();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "it is all, or MAC addresses like 52:54:00:12:34:56 and beginnings of them like"
                + " 52:54:00, with commas between, not \""
                + text
                + '"');
      }
    }
  }

  /** The path of a readable file; relative to the working directory, and made absolute. */
  static final class ReadableFile implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      Path file = absolute(text);
      if (!Files.exists(file)) {
        throw new TypeConversionException("there is no file " + file);
      }
      if (!Files.isRegularFile(file)) {
        throw new TypeConversionException(file + " is a directory or device, not a file");
      }
      if (!Files.isReadable(file)) {
        throw new TypeConversionException(
            file + " is not readable for " + System.getProperty("user.name"));
      }
      return file;
    }
  }

  /** The path of a readable directory; relative to the working directory, and made absolute. */
  static final class ReadableDirectory implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      Path directory = absolute(text);
      if (!Files.isDirectory(directory)) {
        throw new TypeConversionException("there is no directory " + directory);
      }
      if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
        throw new TypeConversionException(
            directory + " is not readable for " + System.getProperty("user.name"));
      }
      return directory;
    }
  }

  /** The URL of an HTTP API. */
  static final class ApiUrl implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      URI url;
      try {
        url = BootFile.parse(text).location();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
      if (url.getScheme().equalsIgnoreCase("file")
          || url.getRawQuery() != null
          || url.getRawFragment() != null) {
        // its query may be a secret
        throw new TypeConversionException(
            "the API's URL is of http or https, without query and fragment, like"
                + " http://deploy.example/pixiecore");
      }
      return url;
    }
  }

  /** A version of the HTTP API. */
  static final class ApiVersion implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[12]")) {
        throw new TypeConversionException("\"" + text + "\" is no version of the API: 1 or 2");
      }
      return Integer.valueOf(text);
    }
  }

  /**
   * Where a secret is: {@code env:NAME} or {@code file:PATH}. Never the secret itself, which
   * everybody on this computer could read in the list of processes.
   */
  static final class SecretSource implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!text.matches("(env|file):.+")) {
        throw new TypeConversionException("expected env:VARIABLE or file:PATH");
      }
      String source =
          text.startsWith("file:") ? "file:" + absolute(text.substring("file:".length())) : text;
      try {
        Secret.of(source).read();
      } catch (IOException e) {
        throw new TypeConversionException(e.getMessage());
      }
      return source;
    }
  }

  /** A span of time as Go writes it: 5s, 500ms, 1m30s. */
  static final class GoDuration implements ITypeConverter<Duration> {

    static final Duration SHORTEST = Duration.ofMillis(10);
    static final Duration LONGEST = Duration.ofMinutes(4);

    private static final Pattern FORM =
        Pattern.compile(
            "(?:([0-9]{1,6})m)?(?:([0-9]{1,6}(?:\\.[0-9]{1,3})?)s)?(?:([0-9]{1,9})ms)?");

    @Override
    public Duration convert(String text) {
      Matcher parts = FORM.matcher(text);
      Duration duration = parts.matches() ? sum(parts) : Duration.ZERO;
      if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
        throw new TypeConversionException(
            "\"" + text + "\" is no time like 5s, 500ms or 1m30s; allowed is 10ms to 4m");
      }
      return duration;
    }

    private static Duration sum(Matcher parts) {
      BigDecimal seconds =
          number(parts.group(1))
              .multiply(BigDecimal.valueOf(60))
              .add(number(parts.group(2)))
              .add(number(parts.group(3)).movePointLeft(3));
      return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    private static BigDecimal number(String digits) {
      return digits == null ? BigDecimal.ZERO : new BigDecimal(digits);
    }
  }

  /** The kernel's arguments, with files in them as <code>{{ ID "./file" }}</code>. */
  static final class KernelArguments implements ITypeConverter<CommandLine> {

    static final String FUNCTION = "ID";

    @Override
    public CommandLine convert(String text) {
      try {
        return CommandLine.parse(text, FUNCTION, new FileOrUrl()::convert);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** An address of this computer, or {@code 0.0.0.0} or {@code ::} for all. */
  static final class ListenAddress implements ITypeConverter<InetAddress> {

    // so that no host name is looked up
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    @Override
    public InetAddress convert(String text) throws IOException {
      if (!LITERAL.matcher(text).matches()) {
        throw new TypeConversionException(
            "\"" + text + "\" is no IP address; expected one like 192.168.1.5");
      }
      InetAddress address = InetAddress.getByName(text);
      if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
        throw new TypeConversionException("no interface of this computer has the address " + text);
      }
      return address;
    }
  }

  /** A TCP port. */
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
      if (port < 1 || port > 65535) {
        throw new TypeConversionException("\"" + text + "\" is no port; allowed is 1 to 65535");
      }
      return port;
    }
  }

  private static Path absolute(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
