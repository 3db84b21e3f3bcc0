package org.pixiecore.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names by the first three octets of a MAC address (IEEE's MA-L). Some 40,000 of them take little
 * more than a megabyte: the names stand one behind the other, each once.
 */
final class VendorList {

  static final VendorList EMPTY = new VendorList(new int[0], new int[0], new byte[0]);

  /** More are no list of vendors. */
  private static final int MOST = 200_000;

  private static final int LONGEST_NAME = 60;

  /** In systemd's hwdb, the next line has the name. Longer prefixes share a block of IEEE's own. */
  private static final Pattern HWDB_PREFIX = Pattern.compile("OUI:([0-9A-F]{6})\\*");

  private static final Pattern HWDB_NAME = Pattern.compile(" ID_OUI_FROM_DATABASE=(.+)");

  /** In IEEE's oui.txt. */
  private static final Pattern IEEE =
      Pattern.compile("([0-9A-F]{2})-([0-9A-F]{2})-([0-9A-F]{2}) +\\(hex\\)\\s+(.+)");

  private static final String SUBDIVIDED = "IEEE Registration Authority";

  private final int[] prefixes;
  private final int[] places;
  private final byte[] names;

  private VendorList(int[] prefixes, int[] places, byte[] names) {
    this.prefixes = prefixes;
    this.places = places;
    this.names = names;
  }

  /** Reads either of the two forms, and passes over lines that are of neither. */
  static VendorList read(BufferedReader lines) throws IOException {
    Map<Integer, String> found = new TreeMap<>();
    int prefix = -1;
    for (String line = lines.readLine();
        line != null && found.size() < MOST;
        line = lines.readLine()) {
      Matcher hwdbName = HWDB_NAME.matcher(line);
      if (prefix >= 0 && hwdbName.matches()) {
        put(found, prefix, hwdbName.group(1));
      }
      Matcher hwdb = HWDB_PREFIX.matcher(line);
      prefix = hwdb.matches() ? Integer.parseInt(hwdb.group(1), 16) : -1;
      Matcher ieee = IEEE.matcher(line);
      if (ieee.matches()) {
        String octets = ieee.group(1) + ieee.group(2) + ieee.group(3);
        put(found, Integer.parseInt(octets, 16), ieee.group(4));
      }
    }
    return packed(found);
  }

  private static void put(Map<Integer, String> found, int prefix, String name) {
    String clean = name.strip();
    if (!clean.isEmpty() && !clean.equalsIgnoreCase(SUBDIVIDED)) {
      found.put(prefix, clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean);
    }
  }

  private static VendorList packed(Map<Integer, String> found) {
    int[] prefixes = new int[found.size()];
    int[] places = new int[found.size()];
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    Map<String, Integer> known = new TreeMap<>();
    int i = 0;
    for (Map.Entry<Integer, String> entry : found.entrySet()) {
      prefixes[i] = entry.getKey();
      places[i] =
          known.computeIfAbsent(
              entry.getValue(),
              name -> {
                int place = names.size();
                byte[] octets = name.getBytes(UTF_8);
                names.write(octets.length);
                names.writeBytes(octets);
                return place;
              });
      i++;
    }
    return new VendorList(prefixes, places, names.toByteArray());
  }

  int size() {
    return prefixes.length;
  }

  /**
   * Looks a vendor up.
   *
   * @param prefix the first three octets
   */
  Optional<String> name(int prefix) {
    int at = Arrays.binarySearch(prefixes, prefix);
    if (at < 0) {
      return Optional.empty();
    }
    int place = places[at];
    return Optional.of(new String(names, place + 1, names[place] & 0xff, UTF_8));
  }
}
