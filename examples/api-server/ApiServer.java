import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP API in a few lines, of either version. What a machine boots is in machines/MAC.json, like
 * 52-54-00-12-34-56.json, else in machines/default.json; a machine with neither is not ours. What
 * those files name, like /vmlinuz, is in files/. Edit them while it runs.
 *
 * <p>Run it with {@code java ApiServer.java [PORT [FOLDER]]}.
 */
public class ApiServer {

  private static final Pattern QUESTION = Pattern.compile("/v[12]/boot/([0-9a-f:]{17})");

  public static void main(String[] arguments) throws IOException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
    Path folder = Path.of(arguments.length > 1 ? arguments[1] : ".").toRealPath();
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.createContext("/", exchange -> answer(exchange, folder));
    server.start();
    System.out.println("http://localhost:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, Path folder) throws IOException {
    try {
      URI url = exchange.getRequestURI();
      Matcher question = QUESTION.matcher(url.getPath());
      if (question.matches()) {
        System.out.println(url); // version 2 tells more in the query: ?arch=7&uuid=...
        Path machines = folder.resolve("machines");
        Path answer = machines.resolve(question.group(1).replace(':', '-') + ".json");
        document(exchange, Files.exists(answer) ? answer : machines.resolve("default.json"));
      } else {
        file(exchange, folder.resolve("files"), url.getPath().substring(1));
      }
    } finally {
      exchange.close();
    }
  }

  /** With an entity tag, so that an answer that is known already need not be sent again. */
  private static void document(HttpExchange exchange, Path file) throws IOException {
    if (!Files.exists(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    byte[] json = Files.readAllBytes(file);
    String tag = "\"" + Integer.toHexString(Arrays.hashCode(json)) + "\"";
    exchange.getResponseHeaders().set("ETag", tag);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
  }

  private static void file(HttpExchange exchange, Path files, String name) throws IOException {
    Path file = files.resolve(name).normalize();
    if (!file.startsWith(files) || !Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.sendResponseHeaders(200, Files.size(file));
    Files.copy(file, exchange.getResponseBody());
  }
}
