package org.pixiecore.loaders;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pixiecore.api.Firmware;
import org.pixiecore.api.MacAddress;
import org.pixiecore.api.Machine;

/**
 * The Raspberry Pis of serial numbers. Option 97 of their DHCP ends with the number on every model:
 * it is four of it on the older ones, and the model, the board, the MAC address's end and the
 * number on the newer ones.
 */
final class SerialNumbers {

  /** No machine comes from its DHCP to a file in less. A flood of questions costs no more so. */
  private static final long KEPT_NANOS = Duration.ofMillis(50).toNanos();

  private final Supplier<List<Machine>> seen;
  private final LongSupplier nanoTime;
  private Map<Integer, MacAddress> machines;
  private long made;

  /**
   * @param seen the machines that asked of late
   * @param nanoTime as {@link System#nanoTime()}
   */
  SerialNumbers(Supplier<List<Machine>> seen, LongSupplier nanoTime) {
    this.seen = seen;
    this.nanoTime = nanoTime;
  }

  /**
   * The machine of a number.
   *
   * @param serial its last four octets
   */
  synchronized Optional<MacAddress> machine(int serial) {
    long now = nanoTime.getAsLong();
    if (machines == null || now - made > KEPT_NANOS) {
      machines = numbers(seen.get());
      made = now;
    }
    return Optional.ofNullable(machines.get(serial));
  }

  /** In either order of octets; a number itself before one that only reads so backwards. */
  private static Map<Integer, MacAddress> numbers(List<Machine> seen) {
    Map<Integer, MacAddress> numbers = new HashMap<>();
    Map<Integer, MacAddress> backwards = new HashMap<>();
    for (Machine machine : seen) {
      if (machine.firmware() == Firmware.RASPBERRY_PI && machine.uuid().isPresent()) {
        int end = (int) machine.uuid().get().getLeastSignificantBits();
        numbers.put(end, machine.mac());
        backwards.put(Integer.reverseBytes(end), machine.mac());
      }
    }
    backwards.forEach(numbers::putIfAbsent);
    return numbers;
  }
}
