package org.pixiecore.booter.recipe;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixiecore.api.BootFile;
import org.pixiecore.api.CommandLine;
import org.pixiecore.api.log.UrlSecrets;
import org.pixiecore.booter.recipe.BootRecipe.Lookup;
import org.pixiecore.booter.recipe.BootRecipe.Variant;

/** Turns an order into what can be booted: looks up, fetches, checks. */
final class Preparer {

  /** What a publisher's file may put into URLs and command lines: no blank and no quote. */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9/:.,@+~_=-]{1,300}");

  private final Cache cache;

  Preparer(Cache cache) {
    this.cache = cache;
  }

  CacheFolder folder() {
    return cache.folder();
  }

  /**
   * Prepares, from the first mirror that has everything.
   *
   * @throws IOException if none has; the message is for people, and is what the first one lacks
   */
  PreparedBoot prepare(Order order) throws IOException, InterruptedException {
    IOException first = null;
    for (String mirror : order.mirrors()) {
      Work work = new Work(order, mirror);
      try {
        return work.prepare();
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      } finally {
        work.end();
      }
    }
    throw first;
  }

  /** One order, from one mirror. */
  private final class Work {

    private final Order order;
    private final Variant variant;
    private final String mirror;
    private final Placeholders placeholders = new Placeholders();
    private final List<ChecksumList> checksums = new ArrayList<>();
    private final List<Path> held = new ArrayList<>();

    Work(Order order, String mirror) {
      this.order = order;
      this.variant = order.variant();
      this.mirror = mirror.replaceFirst("/+$", "");
    }

    PreparedBoot prepare() throws IOException, InterruptedException {
      try {
        String version = lookUp();
        for (String list : variant.checksums()) {
          checksums.add(ChecksumList.parse(text(list)));
        }
        Path file = file(variant.file());
        List<Path> initrds = new ArrayList<>();
        for (String initrd : variant.initrds()) {
          initrds.add(file(initrd));
        }
        return new PreparedBoot(
            variant.what(), file, initrds, commandLine(), variant.message(), version);
      } catch (IllegalArgumentException e) {
        throw new IOException("recipe " + order.recipe().name() + ": " + e.getMessage(), e);
      }
    }

    /** From now on the files may be evicted, unless somebody else holds them. */
    void end() {
      folder().release(held);
    }

    /** Fills in the placeholders, and gives the version. */
    private String lookUp() throws IOException, InterruptedException {
      placeholders.put("mirror", mirror);
      placeholders.put("arch", variant.arch());
      Map<String, Lookup> lookups = order.recipe().lookups();
      String version = order.version().orElse(order.recipe().version());
      if (order.version().isEmpty() && lookups.containsKey(BootRecipe.VERSION)) {
        version = Version.check(find(lookups.get(BootRecipe.VERSION)));
      }
      placeholders.put(BootRecipe.VERSION, version);
      for (Map.Entry<String, Lookup> lookup : lookups.entrySet()) {
        if (!lookup.getKey().equals(BootRecipe.VERSION)) {
          placeholders.put(lookup.getKey(), find(lookup.getValue()));
        }
      }
      placeholders.put("base", variant.base());
      return version;
    }

    private String find(Lookup lookup) throws IOException, InterruptedException {
      Matcher found = lookup.find().matcher(text(lookup.url()));
      if (!found.find() || !VALUE.matcher(String.valueOf(found.group(1))).matches()) {
        throw new IOException(
            "%s holds nothing that %s finds: has it another form now?"
                .formatted(
                    UrlSecrets.mask(placeholders.expand(lookup.url())), lookup.find().pattern()));
      }
      return found.group(1);
    }

    private String text(String url) throws IOException, InterruptedException {
      URI location = Place.parse(placeholders.expand(url)).file().location();
      return cache.read(location, order + ": " + last(location));
    }

    private Path file(String text) throws IOException, InterruptedException {
      return file(Place.parse(placeholders.expand(text)).file());
    }

    private Path file(BootFile wanted) throws IOException, InterruptedException {
      if (wanted.isLocal()) {
        if (!Files.isReadable(wanted.path())) {
          throw new IOException(wanted + " is not there, or not readable" + hint());
        }
        return wanted.path();
      }
      URI url = wanted.location();
      Path file = cache.fetch(new Cache.Wanted(url, checksum(url)), order + ": " + last(url));
      folder().hold(List.of(file));
      held.add(file);
      return file;
    }

    private Optional<Checksum> checksum(URI url) throws IOException {
      if (checksums.isEmpty()) {
        return Optional.empty();
      }
      for (ChecksumList list : checksums) {
        Optional<Checksum> checksum = list.find(url.getPath());
        if (checksum.isPresent()) {
          return checksum;
        }
      }
      throw new IOException(
          UrlSecrets.mask(url.toString())
              + " is refused: its publisher's lists have no checksum of it");
    }

    /** With files of this server in the place of those that it names. */
    private String commandLine() throws IOException, InterruptedException {
      String expanded = placeholders.expand(variant.commandLine());
      CommandLine line =
          CommandLine.parse(expanded, PreparedBoot.FILE_FUNCTION, text -> Place.parse(text).file());
      Set<BootFile> wanted = new LinkedHashSet<>();
      line.parts()
          .forEach(
              part -> {
                if (part instanceof CommandLine.FileUrl url) {
                  wanted.add(url.file());
                }
              });
      Map<BootFile, Path> files = new HashMap<>();
      for (BootFile one : wanted) {
        files.put(one, file(one));
      }
      return line.expand(
          one -> "{{ %s \"%s\" }}".formatted(PreparedBoot.FILE_FUNCTION, files.get(one)),
          "{{ CONFIRM }}");
    }

    private String hint() {
      return variant.install().isEmpty()
          ? ""
          : ". Install the package " + placeholders.expand(variant.install());
    }

    private static String last(URI url) {
      return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }
  }
}
