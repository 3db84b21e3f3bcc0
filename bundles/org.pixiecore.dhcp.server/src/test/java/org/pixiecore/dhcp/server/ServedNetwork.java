package org.pixiecore.dhcp.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test's own hosts: the component on one, as soon as it is told to serve, a client on another.
 */
final class ServedNetwork implements BeforeEachCallback, AfterEachCallback {

  private TestNetwork network;
  private DhcpServer server;
  private ReceivingSocket client;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    assumeTrue(TestNetwork.isPossible(), "takes root on Linux");
    network = new TestNetwork();
    client = ReceivingSocket.onClient(network, 68);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (server != null) {
      server.close();
    }
    if (client != null) {
      client.close();
    }
    if (network != null) {
      network.remove();
    }
  }

  TestNetwork network() {
    return network;
  }

  /** Listens on port 68. */
  ReceivingSocket client() {
    return client;
  }

  /** Starts the component with this configuration. */
  void serve(Map<String, Object> properties) throws Exception {
    server = RunningServer.on(network, properties);
  }
}
