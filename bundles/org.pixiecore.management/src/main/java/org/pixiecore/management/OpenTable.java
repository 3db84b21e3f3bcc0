package org.pixiecore.management;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * Records as a table of JMX's open types, which a console shows without our classes. Columns are
 * called like the components, and begin with a number, by which the rows are in order.
 */
final class OpenTable {

  private static final String NUMBER = "number";

  private static final Map<Class<?>, OpenType<?>> TYPES =
      Map.of(
          String.class, SimpleType.STRING,
          int.class, SimpleType.INTEGER,
          long.class, SimpleType.LONG,
          boolean.class, SimpleType.BOOLEAN);

  private OpenTable() {}

  /**
   * A table.
   *
   * @param type whose components each have a {@link Description} and are text, numbers or flags
   * @param rows in their order
   */
  static <R extends Record> TabularData of(Class<R> type, List<R> rows) {
    try {
      CompositeType row = rowType(type);
      TabularData table =
          new TabularDataSupport(
              new TabularType(row.getTypeName(), row.getDescription(), row, new String[] {NUMBER}));
      for (int i = 0; i < rows.size(); i++) {
        table.put(new CompositeDataSupport(row, names(type), values(i + 1, rows.get(i))));
      }
      return table;
    } catch (OpenDataException | ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " is no row of a table", e);
    }
  }

  private static CompositeType rowType(Class<? extends Record> type) throws OpenDataException {
    RecordComponent[] components = type.getRecordComponents();
    return new CompositeType(
        type.getSimpleName(),
        type.getAnnotation(Description.class).value(),
        names(type),
        Stream.concat(
                Stream.of("the row's place, from 1 on"),
                Arrays.stream(components)
                    .map(component -> component.getAnnotation(Description.class).value()))
            .toArray(String[]::new),
        Stream.concat(
                Stream.of(SimpleType.INTEGER),
                Arrays.stream(components).map(component -> TYPES.get(component.getType())))
            .toArray(OpenType<?>[]::new));
  }

  private static String[] names(Class<? extends Record> type) {
    return Stream.concat(
            Stream.of(NUMBER),
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
        .toArray(String[]::new);
  }

  private static Object[] values(int number, Record row) throws ReflectiveOperationException {
    RecordComponent[] components = row.getClass().getRecordComponents();
    Object[] values = new Object[components.length + 1];
    values[0] = number;
    for (int i = 0; i < components.length; i++) {
      values[i + 1] = components[i].getAccessor().invoke(row);
    }
    return values;
  }
}
