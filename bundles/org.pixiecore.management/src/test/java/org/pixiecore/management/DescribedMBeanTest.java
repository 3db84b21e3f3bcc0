package org.pixiecore.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotCompliantMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribedMBeanTest {

  /** Nothing in them is asked anything. */
  private static final Services NONE = new Services(null);

  static Stream<DescribedMBean> all() throws NotCompliantMBeanException {
    return Stream.of(
        new DescribedMBean(new Server(NONE), ServerMBean.class),
        new DescribedMBean(new Machines(NONE), MachinesMBean.class),
        new DescribedMBean(new Booters(NONE), BootersMBean.class),
        new DescribedMBean(new Once(NONE), OnceMBean.class));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPartIsDescribed(DescribedMBean bean) {
    MBeanInfo info = bean.getMBeanInfo();

    assertThat(info.getDescription()).endsWith(".");
    assertThat(info.getAttributes())
        .extracting(MBeanAttributeInfo::getDescription)
        .allMatch(text -> text.endsWith("."));
    assertThat(info.getOperations())
        .extracting(MBeanOperationInfo::getDescription)
        .allMatch(text -> text.endsWith("."));
    assertThat(info.getOperations())
        .flatExtracting(operation -> List.of(operation.getSignature()))
        .extracting(MBeanParameterInfo.class::cast)
        .allSatisfy(
            parameter -> {
              assertThat(parameter.getName()).matches("[a-z][A-Za-z]+");
              assertThat(parameter.getDescription()).endsWith(".");
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingIsAnOperationThatAnAttributeIs(DescribedMBean bean) {
    assertThat(bean.getMBeanInfo().getOperations())
        .extracting(MBeanOperationInfo::getName)
        .noneMatch(name -> name.matches("(get|is)[A-Z].*"));
  }

  @Test
  void recordsBecomeRowsInTheirOrder() {
    TabularData table =
        OpenTable.of(
            BootersMBean.Ranked.class,
            List.of(new BootersMBean.Ranked("b", 2, true), new BootersMBean.Ranked("a", 1, false)));

    assertThat(table.size()).isEqualTo(2);
    CompositeData first = table.get(new Object[] {1});
    assertThat(first.get("name")).isEqualTo("b");
    assertThat(first.get("ranking")).isEqualTo(2);
    assertThat(first.get("there")).isEqualTo(true);
    assertThat(table.get(new Object[] {2}).get("name")).isEqualTo("a");
    assertThat(table.getTabularType().getRowType().getDescription("there"))
        .isEqualTo("False while it is gone and waited for.");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyKindOfRowMakesATable(Class<? extends Record> row) {
    assertThat(OpenTable.of(row, List.of()).isEmpty()).isTrue();
  }

  static Stream<Class<? extends Record>> rows() {
    return Stream.of(
        ServerMBean.Port.class,
        ServerMBean.Program.class,
        ServerMBean.Fetched.class,
        MachinesMBean.Heard.class,
        MachinesMBean.Running.class,
        MachinesMBean.Problem.class,
        MachinesMBean.TimelineStep.class,
        BootersMBean.Setting.class,
        BootersMBean.Listed.class,
        OnceMBean.SpentOrder.class);
  }

  private record NoRow(String undescribed) {}

  @Test
  void whatIsNotDescribedMakesNone() {
    assertThatThrownBy(() -> OpenTable.of(NoRow.class, List.of()))
        .isInstanceOf(RuntimeException.class);
  }
}
