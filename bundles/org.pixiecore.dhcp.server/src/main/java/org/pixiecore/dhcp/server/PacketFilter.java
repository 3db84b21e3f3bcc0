package org.pixiecore.dhcp.server;

import static org.pixiecore.dhcp.server.Descriptor.direct;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a {@link PacketSocket} hears: UDP over IPv4 to one port, first fragments. A program for the
 * kernel's classic packet filter (Linux, Documentation/networking/filter.rst) on packets that begin
 * with their IPv4 header.
 *
 * @param protocol which packets the socket is bound to, as {@code sll_protocol} has it
 * @param port of UDP, from 1 to 65535
 */
record PacketFilter(int protocol, int port) {

  /** An instruction, with how many of the next to skip if its question is true, and if not. */
  private record Instruction(int code, int ifTrue, int ifFalse, int operand) {

    static final int SIZE = 8;

    void write(ByteBuffer out) {
      out.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
  }

  // instructions: BPF_LD, BPF_LDX, BPF_JMP and BPF_RET with their sizes and modes
  private static final int LOAD_OCTET = 0x30;
  private static final int LOAD_UINT16 = 0x28;
  private static final int LOAD_UINT16_BEHIND_X = 0x48;
  private static final int X_IS_IP_HEADER_LENGTH = 0xb1;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  // what the kernel knows of a packet beside its octets: SKF_AD_OFF and what stands behind it
  private static final int ANCILLARY = -0x1000;
  private static final int ETHERTYPE = 0;
  private static final int HAS_VLAN_TAG = 48;

  private static final int IP_FRAGMENT = 6;
  private static final int IP_PROTOCOL = 9;
  private static final int UDP = 17;
  private static final int FRAGMENT_OFFSET = 0x1fff;
  private static final int UDP_DESTINATION = 2;
  private static final int WHOLE_PACKET = 0x40000;
  private static final int NOTHING = 0;

  // struct sock_fprog of 64-bit Linux
  private static final int FILTER = 8;
  private static final int FPROG_SIZE = 16;

  /** What comes to a port of this host, whichever interface it is for in the end. */
  static PacketFilter arriving(int port) {
    // bound to IPv4, and not to everything, it hears a packet on its VLAN's interface or its
    // bridge alone, not on the interface below it too, and nothing that leaves
    return new PacketFilter(Libc.ETH_P_IP, port);
  }

  /**
   * What comes to a port of this host, and what this host sends to that port of others. Each packet
   * that leaves the host is looked at then.
   */
  static PacketFilter arrivingAndLeaving(int port) {
    return new PacketFilter(Libc.ETH_P_ALL, port);
  }

  /** Has the kernel apply it to what the socket receives. */
  void attachTo(Descriptor socket) throws IOException {
    List<Instruction> program = program();
    // in one piece, of which every part keeps the whole alive
    ByteBuffer block = direct(FPROG_SIZE + program.size() * Instruction.SIZE);
    long code = Pointer.nativeValue(Native.getDirectBufferPointer(block)) + FPROG_SIZE;
    block.putShort(0, (short) program.size()).putLong(FILTER, code).position(FPROG_SIZE);
    program.forEach(instruction -> instruction.write(block));
    ByteBuffer fprog = block.slice(0, FPROG_SIZE);
    socket.option(Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, fprog);
  }

  private List<Instruction> program() {
    return List.of(
        new Instruction(LOAD_UINT16, 0, 0, ANCILLARY + ETHERTYPE),
        new Instruction(JUMP_IF_EQUAL, 0, 10, Libc.ETH_P_IP),
        // on its way through an interface below its VLAN's
        new Instruction(LOAD_OCTET, 0, 0, ANCILLARY + HAS_VLAN_TAG),
        new Instruction(JUMP_IF_EQUAL, 0, 8, 0),
        new Instruction(LOAD_OCTET, 0, 0, IP_PROTOCOL),
        new Instruction(JUMP_IF_EQUAL, 0, 6, UDP),
        new Instruction(LOAD_UINT16, 0, 0, IP_FRAGMENT),
        new Instruction(JUMP_IF_ANY_BIT, 4, 0, FRAGMENT_OFFSET),
        new Instruction(X_IS_IP_HEADER_LENGTH, 0, 0, 0),
        new Instruction(LOAD_UINT16_BEHIND_X, 0, 0, UDP_DESTINATION),
        new Instruction(JUMP_IF_EQUAL, 0, 1, port),
        new Instruction(RETURN, 0, 0, WHOLE_PACKET),
        new Instruction(RETURN, 0, 0, NOTHING));
  }
}
