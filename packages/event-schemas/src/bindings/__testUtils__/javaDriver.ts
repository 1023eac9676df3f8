import { BoundCase } from './contractOf';

/** A class that decodes and encodes the events of all cases and writes one JSON text a line. */
export function javaDriver(cases: BoundCase[]): string {
  const methods = cases.map(({ packageName, eventName, events }) =>
    [
      `  static void ${packageName}() {`,
      ...events.map(
        event =>
          `    show(() -> ${packageName}.${eventName}.fromJson(${literal(
            event,
          )}).toJson());`,
      ),
      '  }',
    ].join('\n'),
  );
  return `import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.io.PrintStream;
import java.util.*;
import java.util.function.Supplier;

public class Driver {
  static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] args) {
${cases.map(({ packageName }) => `    ${packageName}();`).join('\n')}
  }

${methods.join('\n\n')}

  static void show(Supplier<Object> read) {
    try {
      OUT.println(json(read.get()));
    } catch (IllegalArgumentException error) {
      OUT.println(json("refused: " + error.getMessage()));
    }
  }

  static Map<String, Object> object(Object... members) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int at = 0; at < members.length; at += 2) map.put((String) members[at], members[at + 1]);
    return map;
  }

  static List<Object> array(Object... items) {
    return Arrays.asList(items);
  }

  static String json(Object value) {
    if (value == null) return "null";
    if (value instanceof Map<?, ?> map) {
      StringJoiner members = new StringJoiner(",", "{", "}");
      map.forEach((name, member) -> members.add(json(name) + ":" + json(member)));
      return members.toString();
    }
    if (value instanceof List<?> list) {
      StringJoiner items = new StringJoiner(",", "[", "]");
      for (Object item : list) items.add(json(item));
      return items.toString();
    }
    if (!(value instanceof String text)) return value.toString();
    StringBuilder quoted = new StringBuilder("\\"");
    for (char unit : text.toCharArray()) quoted.append(String.format("\\\\u%04x", (int) unit));
    return quoted.append('"').toString();
  }
}
`;
}

/** A value as a Java JSON library would give it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1 && value[0] === null
      ? 'array((Object) null)'
      : `array(${value.map(literal).join(', ')})`;
  }
  if (typeof value === 'object' && value !== null) {
    return `object(${Object.entries(value)
      .flatMap(([name, member]) => [text(name), literal(member)])
      .join(', ')})`;
  }
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    return Number.isSafeInteger(value)
      ? `${value}L`
      : `new BigDecimal("${value}")`;
  }
  return String(value);
}

function text(value: string): string {
  const units = Array.from({ length: value.length }, (_, at) =>
    value.charCodeAt(at).toString(8).padStart(1, '0'),
  );
  // Numbers, since Java knows no octal escapes beyond a byte and reads unicode escapes too early.
  return units.length === 0
    ? '""'
    : `new String(new char[] {${units.map(unit => `0${unit}`).join(', ')}})`;
}
