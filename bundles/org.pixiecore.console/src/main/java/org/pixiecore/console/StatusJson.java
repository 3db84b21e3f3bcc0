package org.pixiecore.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pixiecore.api.BootInquiry.RankedBooter;
import org.pixiecore.api.BootProgram;
import org.pixiecore.api.log.UrlSecrets;
import org.pixiecore.api.status.Download;
import org.pixiecore.api.status.ListeningPort;
import org.pixiecore.api.status.ProgramUse;
import org.pixiecore.api.status.ServedNetwork;

/** The server itself. */
final class StatusJson {

  /** Bounds what is written of things of which there are few by nature. */
  private static final int MOST = 200;

  private StatusJson() {}

  /** What there is, in the order of asking. */
  static JsonNode booters(List<RankedBooter> booters) {
    return Json.array(
        booters.stream().limit(MOST),
        booter ->
            Json.object()
                .put("name", booter.name())
                .put("ranking", booter.ranking())
                .put("there", booter.there()));
  }

  static JsonNode ports(List<ListeningPort> ports) {
    return Json.array(
        ports.stream().limit(MOST),
        port ->
            Json.object()
                .put("purpose", port.purpose())
                .put("port", port.port())
                .put("on", port.on())
                .put("how", Json.orNull(port.how()))
                .put("problem", Json.orNull(port.problem())));
  }

  static JsonNode networks(List<ServedNetwork> networks) {
    return Json.array(networks.stream().limit(MOST), StatusJson::network);
  }

  private static ObjectNode network(ServedNetwork network) {
    ObjectNode json = Json.object().put("on", network.on()).put("addresses", network.addresses());
    network.conflicts().forEach(json.putArray("conflicts")::add);
    return json;
  }

  /** Where a program is on this server's disk is not for everybody. */
  static JsonNode programs(List<ProgramUse> uses) {
    return Json.array(
        uses.stream().limit(MOST),
        use ->
            Json.object()
                .put("key", use.key())
                .put("firmware", use.firmware())
                .put("program", Json.orNull(use.program().map(BootProgram::name)))
                .put("needed", use.needed())
                .put("advice", Json.orNull(use.advice())));
  }

  static JsonNode downloads(List<Download> downloads) {
    return Json.array(downloads.stream().limit(MOST), StatusJson::download);
  }

  private static ObjectNode download(Download download) {
    ObjectNode json =
        Json.object()
            .put("name", download.name())
            .put("source", UrlSecrets.mask(download.source()))
            .put("fetched", download.fetched())
            .put("state", download.state().name())
            .put("problem", Json.orNull(download.problem()));
    return download.size().isPresent()
        ? json.put("size", download.size().getAsLong())
        : json.putNull("size");
  }
}
