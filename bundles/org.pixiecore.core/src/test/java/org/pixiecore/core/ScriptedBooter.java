package org.pixiecore.core;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pixiecore.api.BootSpec;
import org.pixiecore.api.Booter;
import org.pixiecore.api.Machine;

/** A booter that does what a test says, and remembers what it was asked. */
final class ScriptedBooter implements Booter {

  /** What a booter may do. */
  interface Behaviour {
    Optional<BootSpec> answer(Machine machine) throws IOException, InterruptedException;
  }

  private final List<Machine> asked = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour;

  ScriptedBooter(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  static ScriptedBooter boots(String script) {
    return new ScriptedBooter(machine -> Optional.of(spec(script)));
  }

  static ScriptedBooter passes() {
    return new ScriptedBooter(machine -> Optional.empty());
  }

  static BootSpec spec(String script) {
    return new BootSpec.IpxeScript("#!ipxe\n" + script);
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  List<Machine> asked() {
    return asked;
  }

  @Override
  public Optional<BootSpec> bootSpec(Machine machine) throws IOException, InterruptedException {
    asked.add(machine);
    return behaviour.answer(machine);
  }
}
