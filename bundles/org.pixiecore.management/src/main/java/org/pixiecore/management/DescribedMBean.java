package org.pixiecore.management;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotCompliantMBeanException;
import javax.management.StandardMBean;

/** An MBean that says what the {@link Description}s of its interface say. */
final class DescribedMBean extends StandardMBean {

  <T> DescribedMBean(T implementation, Class<T> type) throws NotCompliantMBeanException {
    super(implementation, type);
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return Optional.ofNullable(getMBeanInterface().getAnnotation(Description.class))
        .map(Description::value)
        .orElseGet(() -> super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return method(
            method ->
                method.getParameterCount() == 0
                    && method.getName().matches("(?:get|is)" + info.getName()))
        .map(method -> method.getAnnotation(Description.class))
        .map(Description::value)
        .orElseGet(() -> super.getDescription(info));
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return method(info)
        .map(method -> method.getAnnotation(Description.class))
        .map(Description::value)
        .orElseGet(() -> super.getDescription(info));
  }

  @Override
  protected String getDescription(
      MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
    return described(info, sequence)
        .map(Description::value)
        .orElseGet(() -> super.getDescription(info, parameter, sequence));
  }

  @Override
  protected String getParameterName(
      MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
    return described(info, sequence)
        .map(Description::name)
        .orElseGet(() -> super.getParameterName(info, parameter, sequence));
  }

  private Optional<Description> described(MBeanOperationInfo info, int parameter) {
    return method(info)
        .flatMap(
            method ->
                Arrays.stream(method.getParameterAnnotations()[parameter])
                    .flatMap(DescribedMBean::description)
                    .findFirst());
  }

  private static Stream<Description> description(Annotation annotation) {
    return annotation instanceof Description description ? Stream.of(description) : Stream.empty();
  }

  private Optional<Method> method(MBeanOperationInfo info) {
    return method(method -> method.getName().equals(info.getName()));
  }

  private Optional<Method> method(Predicate<Method> which) {
    return Arrays.stream(getMBeanInterface().getMethods()).filter(which).findFirst();
  }
}
