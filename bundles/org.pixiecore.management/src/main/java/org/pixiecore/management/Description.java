package org.pixiecore.management;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a JMX console says of an MBean, an attribute, an operation, a parameter or a column. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@interface Description {

  /** The description, for people. */
  String value();

  /** What a parameter is called; empty for what is no parameter. */
  String name() default "";
}
