package org.pixiecore.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pixiecore.itests.Server.eventually;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.pixiecore.api.BooterFiles;
import org.pixiecore.api.BooterFiles.BooterFile;
import org.pixiecore.api.history.BootHistory;

/** What consoles and programs see and do: MBeans, and the booters' configuration files. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ManagementIT {

  @Rule public final Server server = Server.booting();

  @Inject private BundleContext context;
  @Inject private ConfigurationAdmin configurations;
  @Inject private BooterFiles files;

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  @Configuration
  public Option[] container() {
    return Containers.distribution();
  }

  @Test
  public void everyTextComesBackThroughFileInstall() throws Exception {
    Map<String, String> texts =
        Map.of(
            "a.plain", "console=ttyS0,115200n8 quiet",
            "b.quoted", "\"quoted\" # = : !",
            "c.backslashes", "back\\slash \\n \\\\ trailing\\",
            "d.variables", "${karaf.home} $${x} {{ ID \"./a b\" }} \\{ \\}",
            "e.lines", "#!ipxe\nchain ${net0/mac}\n\tend",
            "f.unicode", "\u00fcn\u00efc\u00f6d\u00e9 \ud83d\ude80",
            "g.list", "[list]");
    String path = files.write(new BooterFile("none", "texts", texts));
    try {
      eventually().until(() -> !read("none").isEmpty());
      assertThat(read("none")).containsAllEntriesOf(texts);

      files.write(new BooterFile("none", "texts", Map.of("a.plain", "[alone]")));
      eventually().until(() -> read("none").containsValue("[alone]"));
      assertThat(read("none")).doesNotContainKey("b.quoted");
    } finally {
      assertThat(files.remove("none", "texts")).isTrue();
    }
    eventually().until(() -> read("none").isEmpty());
    assertThat(Files.exists(Path.of(path))).isFalse();
  }

  @Test
  public void theServerTellsHowItIs() throws Exception {
    ObjectName name = name("Server");

    assertThat((Boolean) beans.getAttribute(name, "Ready"))
        .isEqualTo(((String[]) beans.getAttribute(name, "Obstacles")).length == 0);
    assertThat(beans.getAttribute(name, "Ports")).isInstanceOf(TabularData.class);
    assertThat(beans.getAttribute(name, "Networks")).isInstanceOf(TabularData.class);
    assertThat(beans.getAttribute(name, "BootPrograms")).isInstanceOf(TabularData.class);
    assertThat(beans.getAttribute(name, "Downloads")).isInstanceOf(TabularData.class);
  }

  @Test
  public void machinesAreTold() throws Exception {
    ServiceRegistration<BootHistory> history = remembered();
    try {
      assertThat(row("Machines", "Machines", 1))
          .satisfies(row -> assertThat(row.get("mac")).isEqualTo("52:54:00:aa:00:01"))
          .satisfies(row -> assertThat(row.get("state")).isEqualTo("LOADING"));
      assertThat(row("Machines", "Transfers", 1).get("sent")).isEqualTo(1L << 19);
      assertThat(row("Machines", "Problems", 1).get("cause")).isEqualTo("PROGRAM_STALLED");
      TabularData timeline =
          (TabularData) invoke("Machines", "timeline", RememberedBoots.STUCK.toString());
      assertThat(timeline.get(new Object[] {1}).get("text")).isEqualTo("is offered snponly.efi");
      assertThat(invoke("Machines", "forget", RememberedBoots.STUCK.toString())).isEqualTo(true);
    } finally {
      history.unregister();
    }
  }

  @Test
  public void bootersAreToldExplainedAndConfigured() throws Exception {
    String kernel = server.site().kernel().toString();
    assertThat(((TabularData) beans.getAttribute(name("Booters"), "Booters")).values())
        .extracting(booter -> ((CompositeData) booter).get("name"))
        .contains("static-lab");
    assertThat((String[]) invoke("Booters", "explain", "525400bb0001", ""))
        .anySatisfy(line -> assertThat(line).contains("static-lab answers"))
        .anySatisfy(line -> assertThat(line).contains("So it boots " + kernel));

    Object path = invoke("Booters", "boot", "jmx", kernel, "", "from=jmx", "525400bb0002", 5);
    try {
      assertThat(path).asString().endsWith("org.pixiecore.booter.static-jmx.cfg");
      eventually().until(() -> explained("525400bb0002").contains("static-jmx"));
      assertThat(files.files())
          .filteredOn(file -> file.name().equals("jmx"))
          .singleElement()
          .satisfies(file -> assertThat(file.settings()).containsEntry("cmdline", "(hidden)"))
          .satisfies(file -> assertThat(file.settings()).containsEntry("kernel", kernel));
    } finally {
      assertThat(invoke("Booters", "remove", "static", "jmx")).isEqualTo(true);
    }
  }

  @Test
  public void whatIsWrongIsToldToTheConsole() {
    assertThatThrownBy(() -> invoke("Once", "again", "nonsense"))
        .rootCause()
        .hasMessageContaining("is no MAC address");
    assertThatThrownBy(() -> invoke("Once", "order", "525400bb0003", "/none", "", ""))
        .rootCause()
        .hasMessageContaining("/none is not there");
    assertThatThrownBy(() -> files.write(new BooterFile("static", "../x", Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void theRulesOfWhoMayWhatAreThere() throws IOException {
    assertThat(Files.readString(server.etc().file("jmx.acl.org.pixiecore")))
        .contains("* = manager, admin");
    eventually()
        .until(
            () -> configurations.listConfigurations("(service.pid=jmx.acl.org.pixiecore)") != null);
  }

  @Test
  public void theBeansGoWithTheirBundle() throws Exception {
    server.bundle("org.pixiecore.management").stop();
    try {
      assertThat(beans.queryNames(new ObjectName("org.pixiecore:*"), null)).isEmpty();
    } finally {
      server.bundle("org.pixiecore.management").start();
    }
    eventually().until(() -> beans.isRegistered(name("Once")));
  }

  private ServiceRegistration<BootHistory> remembered() {
    return context.registerService(BootHistory.class, new RememberedBoots(), Ranking.HIGHEST);
  }

  private String explained(String mac) throws Exception {
    return String.join("\n", (String[]) invoke("Booters", "explain", mac, ""));
  }

  private CompositeData row(String bean, String attribute, int number) throws Exception {
    return ((TabularData) beans.getAttribute(name(bean), attribute)).get(new Object[] {number});
  }

  private Object invoke(String bean, String operation, Object... arguments) throws Exception {
    String[] types =
        Arrays.stream(arguments)
            .map(argument -> argument instanceof Integer ? "int" : String.class.getName())
            .toArray(String[]::new);
    return beans.invoke(name(bean), operation, arguments, types);
  }

  private Map<String, Object> read(String booter) throws Exception {
    org.osgi.service.cm.Configuration[] found =
        configurations.listConfigurations(
            "(service.factoryPid=org.pixiecore.booter." + booter + ")");
    Map<String, Object> read = new TreeMap<>();
    if (found != null) {
      var properties = found[0].getProperties();
      Collections.list(properties.keys()).forEach(key -> read.put(key, properties.get(key)));
    }
    return read;
  }

  private static ObjectName name(String type) throws Exception {
    return new ObjectName("org.pixiecore:type=" + type);
  }
}
