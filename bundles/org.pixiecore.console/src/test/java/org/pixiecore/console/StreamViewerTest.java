package org.pixiecore.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.junit.jupiter.api.Test;

class StreamViewerTest {

  private final Connection connection = new Connection();
  private final AtomicInteger ended = new AtomicInteger();
  private final StreamViewer viewer =
      new StreamViewer(connection, () -> true, ended::incrementAndGet);

  @Test
  void nothingIsWrittenBeforeTheConnectionIsReady() throws IOException {
    viewer.send(bytes("a"));
    assertThat(connection.text()).isEmpty();
    viewer.onWritePossible();

    assertThat(connection.text()).isEqualTo("a");
    assertThat(connection.flushes).isEqualTo(1);
  }

  @Test
  void whatASlowOneHasNotTakenFollowsInOrder() throws IOException {
    viewer.onWritePossible();
    connection.room = 1;
    assertThat(viewer.send(bytes("a"))).isTrue();
    assertThat(viewer.send(bytes("b"))).isTrue();
    assertThat(viewer.send(bytes("c"))).isTrue();
    assertThat(connection.text()).isEqualTo("a");
    connection.room = 100;
    viewer.onWritePossible();

    assertThat(connection.text()).isEqualTo("abc");
  }

  @Test
  void oneThatIsTooSlowIsDropped() {
    viewer.onWritePossible();
    connection.room = 0;
    byte[] event = new byte[StreamViewer.MOST_WAITING / 4];
    for (int i = 0; i < 4; i++) {
      assertThat(viewer.send(event)).isTrue();
    }
    assertThat(viewer.send(event)).isFalse();

    assertThat(ended).hasValue(1);
    assertThat(viewer.send(bytes("a"))).isFalse();
    assertThat(ended).hasValue(1);
  }

  @Test
  void theFirstEventMayBeLonger() {
    assertThat(viewer.send(new byte[2 * StreamViewer.MOST_WAITING])).isTrue();
    assertThat(viewer.send(bytes("a"))).isFalse();
  }

  @Test
  void aBrokenConnectionEndsIt() {
    viewer.onWritePossible();
    connection.broken = true;

    assertThat(viewer.send(bytes("a"))).isFalse();
    assertThat(ended).hasValue(1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Has room for so many writes, as the container's has. */
  private static final class Connection extends ServletOutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int room = 100;
    private int flushes;
    private boolean broken;

    String text() {
      return written.toString(UTF_8);
    }

    @Override
    public boolean isReady() {
      return room > 0;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(int octet) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] octets) throws IOException {
      if (broken || room == 0) {
        throw new IOException("not now");
      }
      room--;
      written.write(octets);
    }

    @Override
    public void flush() {
      flushes++;
    }
  }
}
