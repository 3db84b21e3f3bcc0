package org.pixiecore.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP as iPXE speaks it. */
final class Http {

  private static final Pattern FETCH =
      Pattern.compile("(?m)^imgfetch --name (?:kernel|initrd\\d+) (\\S+)");
  private static final Pattern NOTICE =
      Pattern.compile("(?m)^imgfetch --name notice .*?(http\\S+)");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Http() {}

  static <T> HttpResponse<T> get(URI url, BodyHandler<T> body, String... headers)
      throws IOException, InterruptedException {
    return ask("GET", url, body, headers);
  }

  static <T> HttpResponse<T> ask(String method, URI url, BodyHandler<T> body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), body);
  }

  /** The URLs of the kernel and the initrds in a script, in its order. */
  static List<URI> files(String script) {
    return FETCH.matcher(script).results().map(fetch -> URI.create(fetch.group(1))).toList();
  }

  /** The URL in a script that is fetched right before the kernel is started. */
  static URI notice(String script) {
    Matcher notice = NOTICE.matcher(script);
    if (!notice.find()) {
      throw new AssertionError("no boot notice in " + script);
    }
    return URI.create(notice.group(1));
  }
}
