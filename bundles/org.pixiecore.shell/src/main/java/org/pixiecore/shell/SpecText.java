package org.pixiecore.shell;

import org.pixiecore.api.BootSpec;

/**
 * What a machine is to do, as people read it: in one line, without user info of URLs, and without
 * the command line, which may hold passwords.
 */
final class SpecText {

  private SpecText() {}

  static String of(BootSpec spec) {
    if (spec instanceof BootSpec.KernelBoot kernel) {
      return kernel(kernel);
    } else if (spec instanceof BootSpec.ProgramBoot program) {
      return "program " + program.program();
    } else if (spec instanceof BootSpec.IpxeScript script) {
      return "an iPXE script of " + script.script().lines().count() + " lines";
    } else if (spec instanceof BootSpec.Once once) {
      String order = once.order().isEmpty() ? "" : " (order " + once.order() + ")";
      return "once" + order + " " + of(once.boot());
    } else if (spec instanceof BootSpec.LocalDisk) {
      return "the local disk";
    } else if (spec instanceof BootSpec.Silence) {
      return "to stay silent";
    }
    return "iPXE, which then asks again with the serial number";
  }

  private static String kernel(BootSpec.KernelBoot kernel) {
    StringBuilder text = new StringBuilder("kernel ").append(kernel.kernel());
    kernel.initrds().forEach(initrd -> text.append(", initrd ").append(initrd));
    return kernel.commandLine().parts().isEmpty()
        ? text.toString()
        : text.append(" with a command line").toString();
  }
}
