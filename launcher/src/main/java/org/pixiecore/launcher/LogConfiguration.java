package org.pixiecore.launcher;

import java.util.Map;
import java.util.TreeMap;

/**
 * How Pax Logging (Log4j 2) is configured: what Pixiecore has to say goes to the terminal, as plain
 * lines; that and what Karaf says goes to a file.
 */
final class LogConfiguration {

  private LogConfiguration() {}

  static Map<String, Object> of(ServerOptions options) {
    Map<String, Object> log = new TreeMap<>();
    log.put("log4j2.rootLogger.level", "INFO");
    log.put("log4j2.rootLogger.appenderRef.file.ref", "File");
    log.put("log4j2.rootLogger.appenderRef.terminal.ref", "Terminal");
    log.put("log4j2.rootLogger.appenderRef.terminal.filter.threshold.type", "ThresholdFilter");
    log.put("log4j2.rootLogger.appenderRef.terminal.filter.threshold.level", "ERROR");
    log.put("log4j2.logger.pixiecore.additivity", "false");
    log.put("log4j2.logger.pixiecore.appenderRef.file.ref", "File");
    log.put("log4j2.logger.pixiecore.name", "org.pixiecore");
    log.put("log4j2.logger.pixiecore.level", options.debug() ? "DEBUG" : "INFO");
    log.put("log4j2.logger.pixiecore.appenderRef.terminal.ref", "Terminal");

    log.put("log4j2.appender.terminal.type", "Console");
    log.put("log4j2.appender.terminal.name", "Terminal");
    log.put("log4j2.appender.terminal.layout.type", "PatternLayout");
    // INFO is the rule, so only what is not says so; the stack of an exception is in the file
    log.put(
        "log4j2.appender.terminal.layout.pattern",
        (options.timestamps() ? "%d{ISO8601} " : "")
            + "%replace{%level: }{^INFO: $}{}%message%n%throwable{none}");

    log.put("log4j2.appender.file.type", "RollingFile");
    log.put("log4j2.appender.file.name", "File");
    log.put("log4j2.appender.file.fileName", "${sys:karaf.log}/karaf.log");
    log.put("log4j2.appender.file.filePattern", "${sys:karaf.log}/karaf.log.%i");
    log.put("log4j2.appender.file.layout.type", "PatternLayout");
    log.put("log4j2.appender.file.layout.pattern", "%d{ISO8601} %-5level %logger{1}: %message%n");
    log.put("log4j2.appender.file.policies.type", "Policies");
    log.put("log4j2.appender.file.policies.size.type", "SizeBasedTriggeringPolicy");
    log.put("log4j2.appender.file.policies.size.size", "8MB");
    return log;
  }
}
