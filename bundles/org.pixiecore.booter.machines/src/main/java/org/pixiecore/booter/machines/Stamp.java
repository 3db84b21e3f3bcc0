package org.pixiecore.booter.machines;

import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells one version of a file from another without reading it.
 *
 * @param size in octets
 * @param key of the file system, so that a file put in the place of another is seen even if it is
 *     of the same age and size; empty if it has none
 */
record Stamp(FileTime modified, long size, Optional<Object> key) {}
