package org.pixiecore.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * What is configured, and the defaults of what is not: each key that a bundle describes. A key that
 * none describes is not shown, because nobody says whether it holds a secret.
 */
@Component(service = Configurations.class)
public final class ConfigurationsInForce implements Configurations {

  private static final String OURS = "org.pixiecore.";

  private final BundleContext context;
  private final ConfigurationAdmin configurations;
  private final MetaTypeService descriptions;

  @Activate
  public ConfigurationsInForce(
      BundleContext context,
      @Reference ConfigurationAdmin configurations,
      @Reference MetaTypeService descriptions) {
    this.context = context;
    this.configurations = configurations;
    this.descriptions = descriptions;
  }

  @Override
  public ObjectNode json() throws IOException {
    Map<String, ObjectNode> byName = new TreeMap<>();
    for (MetaTypeInformation described : described()) {
      for (String pid : described.getPids()) {
        Optional<Dictionary<String, Object>> set =
            configured("(service.pid=" + pid + ")").findFirst();
        byName.put(pid, json(pid, described.getObjectClassDefinition(pid, null), set));
      }
      for (String pid : described.getFactoryPids()) {
        ObjectClassDefinition form = described.getObjectClassDefinition(pid, null);
        configured("(service.factoryPid=" + pid + ")")
            .forEach(
                set -> {
                  String name = name(set);
                  byName.put(name, json(name, form, Optional.of(set)));
                });
      }
    }
    ObjectNode json = Json.object();
    json.set("configurations", Json.array(byName.values().stream(), one -> one));
    return json;
  }

  private List<MetaTypeInformation> described() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(OURS))
        .map(descriptions::getMetaTypeInformation)
        .toList();
  }

  private Stream<Dictionary<String, Object>> configured(String filter) throws IOException {
    try {
      Configuration[] found = configurations.listConfigurations(filter);
      return found == null
          ? Stream.empty()
          : Arrays.stream(found).map(one -> one.getProcessedProperties(null));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("a PID is no filter", e);
    }
  }

  private static String name(Dictionary<String, Object> set) {
    Object file = set.get("felix.fileinstall.filename");
    String source = String.valueOf(file != null ? file : set.get("service.pid"));
    return source
        .substring(source.lastIndexOf('/') + 1)
        .replaceFirst("\\.(cfg|config)$", "")
        .replace('~', '-');
  }

  private static ObjectNode json(
      String name, ObjectClassDefinition form, Optional<Dictionary<String, Object>> set) {
    ObjectNode json = Json.object().put("name", name).put("description", form.getDescription());
    json.set(
        "keys",
        Json.array(
            Arrays.stream(form.getAttributeDefinitions(ObjectClassDefinition.ALL)),
            key -> key(key, set).json()));
    return json;
  }

  private static ConfigurationKey key(
      AttributeDefinition key, Optional<Dictionary<String, Object>> set) {
    String[] fallback = key.getDefaultValue();
    return new ConfigurationKey(
        key.getID(),
        key.getDescription(),
        key.getType() == AttributeDefinition.PASSWORD,
        fallback == null ? "" : String.join(", ", fallback),
        set.map(known -> known.get(key.getID())).map(ConfigurationsInForce::text));
  }

  private static String text(Object value) {
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> String.valueOf(Array.get(value, i)))
          .collect(Collectors.joining(", "));
    }
    return value instanceof Collection<?> collection
        ? collection.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }
}
