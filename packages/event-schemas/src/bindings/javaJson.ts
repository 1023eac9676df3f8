/** The class that every Java package of bindings shares: how JSON is read and written. */
export const JAVA_JSON = `import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Between JSON, as any JSON library reads it into maps and lists, and the types of this package. */
public final class Json {
  private Json() {}

  /** What knows how to become JSON. */
  public interface Value {
    Object toJson();
  }

  /** One type of several, and the names of its members. */
  record Option<T>(Set<String> names, Function<Object, ? extends T> reader) {}

  static Map<String, Object> members(Object json) {
    if (!(json instanceof Map<?, ?> map)) throw new IllegalArgumentException("not an object");
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }

  private static <T> T inside(Object name, Function<Object, ? extends T> reader, Object json) {
    try {
      return reader.apply(json);
    } catch (IllegalArgumentException error) {
      throw new IllegalArgumentException(name + ": " + error.getMessage(), error);
    }
  }

  static <T> T required(Map<String, Object> members, String name, Function<Object, ? extends T> reader) {
    if (!members.containsKey(name)) throw new IllegalArgumentException(name + ": missing");
    return inside(name, reader, members.get(name));
  }

  static <T> T optional(Map<String, Object> members, String name, Function<Object, ? extends T> reader) {
    return members.containsKey(name) ? inside(name, reader, members.get(name)) : null;
  }

  static <T> Map<String, T> rest(
      Map<String, Object> members, Set<String> known, Function<Object, ? extends T> reader) {
    Map<String, T> rest = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (!known.contains(name)) rest.put(name, inside(name, reader, value));
        });
    return rest;
  }

  static Object any(Object json) {
    return json;
  }

  static Object nothing(Object json) {
    if (json != null) throw new IllegalArgumentException("not null");
    return null;
  }

  static String text(Object json) {
    if (json instanceof String text) return text;
    throw new IllegalArgumentException("not a string");
  }

  static Boolean bool(Object json) {
    if (json instanceof Boolean bool) return bool;
    throw new IllegalArgumentException("not a boolean");
  }

  static Double number(Object json) {
    if (json instanceof Number number) return number.doubleValue();
    throw new IllegalArgumentException("not a number");
  }

  static Long integer(Object json) {
    if (!(json instanceof Number)) throw new IllegalArgumentException("not a number");
    try {
      return new BigDecimal(json.toString()).longValueExact();
    } catch (ArithmeticException | NumberFormatException error) {
      throw new IllegalArgumentException("not a whole number of 64 bits", error);
    }
  }

  static <T> Function<Object, T> literal(Function<Object, T> reader, List<T> allowed) {
    return json -> {
      T value = reader.apply(json);
      if (!allowed.contains(value)) throw new IllegalArgumentException("not one of " + allowed);
      return value;
    };
  }

  static <T> Function<Object, T> nullable(Function<Object, ? extends T> reader) {
    return json -> json == null ? null : reader.apply(json);
  }

  static <T> Function<Object, List<T>> list(Function<Object, ? extends T> reader) {
    return json -> {
      if (!(json instanceof List<?> items)) throw new IllegalArgumentException("not an array");
      List<T> read = new ArrayList<>();
      for (Object item : items) read.add(inside(read.size(), reader, item));
      return read;
    };
  }

  static <T> Function<Object, Map<String, T>> map(Function<Object, ? extends T> reader) {
    return json -> rest(members(json), Set.of(), reader);
  }

  /** The first type that fits; of records, first those that know most of the members. */
  static <T> T choose(
      Object json, List<Function<Object, ? extends T>> others, List<Option<? extends T>> records) {
    List<Function<Object, ? extends T>> readers = new ArrayList<>();
    if (json instanceof Map<?, ?> map) {
      List<Option<? extends T>> ranked = new ArrayList<>(records);
      ranked.sort((one, other) -> Long.compare(known(other, map), known(one, map)));
      for (Option<? extends T> option : ranked) readers.add(option.reader());
    }
    readers.addAll(others);
    for (Function<Object, ? extends T> reader : readers) {
      try {
        return reader.apply(json);
      } catch (IllegalArgumentException error) {
        // The next one may fit.
      }
    }
    throw new IllegalArgumentException("fits none of the types it may have");
  }

  private static long known(Option<?> option, Map<?, ?> map) {
    return option.names().stream().filter(map::containsKey).count();
  }

  static Object plain(Object value) {
    if (value instanceof Value known) return known.toJson();
    if (value instanceof List<?> items) {
      List<Object> plain = new ArrayList<>();
      for (Object item : items) plain.add(plain(item));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((name, member) -> plain.put(String.valueOf(name), plain(member)));
      return plain;
    }
    return value;
  }
}`;
