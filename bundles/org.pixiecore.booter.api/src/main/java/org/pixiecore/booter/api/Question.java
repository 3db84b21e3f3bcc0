package org.pixiecore.booter.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;
import org.pixiecore.api.Machine;
import org.pixiecore.api.Network;
import org.pixiecore.api.RelayAgent;

/** The URL that asks about a machine. */
final class Question {

  private final StringBuilder url = new StringBuilder();

  private Question() {}

  /**
   * The URL.
   *
   * @param prefix the API's, without a slash at its end
   */
  static URI about(Machine machine, ApiVersion version, URI prefix) {
    Question question = new Question();
    question.url.append(prefix).append("/v").append(version.number);
    question.url.append("/boot/").append(machine.mac());
    if (version == ApiVersion.TWO) {
      question.tell(machine);
      question.tell(machine.network());
    }
    return URI.create(question.url.toString());
  }

  private void tell(Machine machine) {
    url.append("?arch=").append(machine.architecture().code());
    tell("arch-name", Optional.of(machine.architecture().toString()));
    tell("firmware", Optional.of(machine.firmware().toString()));
    tell("stage", Optional.of(machine.stage().name().toLowerCase(Locale.ROOT)));
    tell("uuid", machine.uuid().map(Object::toString));
    tell("serial", machine.serial());
    tell("user-class", machine.userClass());
  }

  private void tell(Network network) {
    tell("interface", network.interfaceName());
    tell("server", network.server().map(InetAddress::getHostAddress));
    tell("relay", network.relay().map(relay -> relay.address().getHostAddress()));
    tell("circuit-id", network.relay().flatMap(RelayAgent::circuitId));
    tell("remote-id", network.relay().flatMap(RelayAgent::remoteId));
  }

  private void tell(String name, Optional<String> value) {
    value.ifPresent(
        text ->
            url.append('&')
                .append(name)
                .append('=')
                // a form's plus would be a plus to a server that reads RFC 3986
                .append(URLEncoder.encode(text, UTF_8).replace("+", "%20")));
  }
}
