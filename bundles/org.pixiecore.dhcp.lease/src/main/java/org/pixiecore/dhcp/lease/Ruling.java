package org.pixiecore.dhcp.lease;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a DHCPREQUEST: RFC 2131 section 4.3.2 as a table. A client that is not known here
 * may be another server's, so it hears nothing where that server would answer.
 */
enum Ruling {
  /** The client gets the address. */
  ACK,
  /** It is told to begin anew. */
  NAK,
  /** It is told so if it has another address from here; else it hears nothing. */
  NAK_IF_KNOWN,
  /** It hears nothing. */
  SILENCE;

  private static final Map<ClientState, Map<Standing, Ruling>> TABLE =
      new EnumMap<>(
          Map.of(
              // in the order of the columns: HELD, LAPSED, FREE, ANOTHERS, OUTSIDE, WRONG_NET
              ClientState.SELECTING,
              row(ACK, ACK, ACK, NAK, NAK, NAK),
              ClientState.INIT_REBOOT,
              row(ACK, ACK, NAK_IF_KNOWN, NAK_IF_KNOWN, NAK_IF_KNOWN, NAK),
              ClientState.EXTENDING,
              row(ACK, ACK, SILENCE, NAK, NAK_IF_KNOWN, NAK_IF_KNOWN)));

  private static Map<Standing, Ruling> row(Ruling... rulings) {
    Iterator<Ruling> next = List.of(rulings).iterator();
    Map<Standing, Ruling> row = new EnumMap<>(Standing.class);
    for (Standing standing : Standing.values()) {
      row.put(standing, next.next());
    }
    return row;
  }

  /**
   * Looks it up.
   *
   * @param state one in which a client sends DHCPREQUEST to this server or to any
   * @param standing what the address that it asks for is to it
   */
  static Ruling on(ClientState state, Standing standing) {
    return TABLE.get(state).get(standing);
  }
}
