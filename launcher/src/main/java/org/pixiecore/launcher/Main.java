package org.pixiecore.launcher;

import picocli.CommandLine;

/** Where the virtual machine starts. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    CommandLine command = PixiecoreCommand.commandLine(new KarafServer());
    System.exit(PixiecoreCommand.execute(command, arguments));
  }
}
