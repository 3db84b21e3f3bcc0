package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BootChainTest {

  @Test
  void theScriptsFilesInItsOrder() {
    String script =
        """
        #!ipxe
        set step load vmlinuz
        imgfetch --name kernel http://10.0.0.1/a?mac=02:50:58:00:00:01 || goto again
        imgfetch --name initrd0 http://10.0.0.1/b || goto again
        imgfetch --name initrd1 http://10.0.0.1/c || goto again
        imgargs kernel initrd=initrd0 url=http://10.0.0.1/d
        imgfetch --name notice --timeout 5000 http://10.0.0.1/e && imgfree notice ||
        boot kernel || goto again
        """;
    assertThat(new BootChain().fileUrls(script))
        .containsExactly(
            "http://10.0.0.1/a?mac=02:50:58:00:00:01", "http://10.0.0.1/b", "http://10.0.0.1/c");
  }
}
