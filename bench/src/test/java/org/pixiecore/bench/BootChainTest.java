package org.pixiecore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BootChainTest {

  @Test
  void theScriptsFilesInItsOrder() {
    String script =
        """
        #!ipxe
        # kernel http://not.this/one
        kernel --name kernel http://10.0.0.1/a?x=1 console=ttyS0 url=http://10.0.0.1/b
        initrd --name initrd0 http://10.0.0.1/c
        initrd http://10.0.0.1/d
        boot
        """;
    assertThat(new BootChain().fileUrls(script))
        .containsExactly("http://10.0.0.1/a?x=1", "http://10.0.0.1/c", "http://10.0.0.1/d");
  }
}
