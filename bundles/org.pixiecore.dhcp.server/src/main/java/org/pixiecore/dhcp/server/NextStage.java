package org.pixiecore.dhcp.server;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.pixiecore.api.BootDecision;
import org.pixiecore.api.Machine;
import org.pixiecore.api.event.BootEvent.Obstacle;
import org.pixiecore.dhcp.BootTarget;
import org.pixiecore.dhcp.Client;

/** What is known of boots. Called on receive threads, so nothing here may block. */
interface NextStage {

  /** What a machine can be given. */
  sealed interface Target {

    /** This. */
    record Ready(BootTarget target) implements Target {}

    /**
     * Nothing now.
     *
     * @param obstacle what kind of thing is missing
     * @param reason why, and what to do, for people
     */
    record Missing(Obstacle obstacle, String reason) implements Target {}
  }

  /**
   * Whether a machine boots; see {@link org.pixiecore.api.BootService#decide}. Never throws.
   *
   * @return completes, never exceptionally, after twice the patience at the latest
   */
  CompletionStage<BootDecision> decide(Machine machine, Duration patience);

  /**
   * What a machine loads next.
   *
   * @param loads what the program that asks can load
   * @param choice what a person chose on the machine
   * @param server this server's address as the machine sees it
   */
  Target target(Client.Loads loads, LoadChoice choice, Machine machine, Inet4Address server);
}
