package org.pixiecore.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
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

  /** The path of a readable file; relative to the working directory, and made absolute. */
  static final class ReadableFile implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      Path file;
      try {
        file = Path.of(text).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        throw new TypeConversionException(e.getMessage());
      }
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
}
