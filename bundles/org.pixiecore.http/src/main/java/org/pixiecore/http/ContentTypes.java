package org.pixiecore.http;

import java.util.Locale;

/**
 * Content types that matter to firmware: UEFI HTTP Boot decides by them what it loaded (UEFI 2.10
 * section 24.7.2.3). Kernels and initrds are bytes to everyone.
 */
final class ContentTypes {

  private ContentTypes() {}

  static String of(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "efi" -> "application/efi";
      case "iso" -> "application/vnd.efi-iso";
      case "img" -> "application/vnd.efi-img";
      default -> "application/octet-stream";
    };
  }
}
