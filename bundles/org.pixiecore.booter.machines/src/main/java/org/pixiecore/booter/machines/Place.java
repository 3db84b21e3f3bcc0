package org.pixiecore.booter.machines;

/**
 * Where something is said.
 *
 * @param file the file's name in its directory
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {

  /** As editors and compilers write it: {@code lab.yaml:12:5}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }

  /** Without the column, for where a whole thing begins: {@code lab.yaml:12}. */
  String lineOnly() {
    return file + ":" + line;
  }
}
