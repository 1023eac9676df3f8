import { fullFormats } from 'ajv-formats/dist/formats';
import { isObject, JsonSchema, listOf } from './jsonSchema';
import { resolveReference } from './references';
import { constrains } from './schemaKeywords';

/** Deeper than samples get; ends references that lead round and round. */
const MAX_DEPTH = 40;

/**
 * Whether a value surely fits a schema, found without compiling it, which costs a hundred times as much. Knows the everyday
 * keywords only and says no wherever it meets another: then {@link validate} has to tell. A property of the schema that the
 * value lacks is such a place too, so that no part of a schema goes unread.
 *
 * @param schema - a schema that its dialect allows
 * @param root - the document its references lead into
 */
export function surelyAccepts(
  schema: JsonSchema,
  value: unknown,
  root = schema,
): boolean {
  return fits(schema, value, 0);

  function fits(part: unknown, inner: unknown, depth: number): boolean {
    if (!isObject(part) || depth > MAX_DEPTH) return false;
    return Object.keys(part).every(
      keyword => !constrains(keyword) || satisfies(part, keyword, inner, depth),
    );
  }

  function satisfies(
    part: JsonSchema,
    keyword: string,
    inner: unknown,
    depth: number,
  ): boolean {
    const wanted = part[keyword];
    switch (keyword) {
      case '$ref':
        // A reference beside constraints is read differently by each draft.
        return (
          typeof wanted === 'string' &&
          Object.keys(part).every(
            name => name === '$ref' || !constrains(name),
          ) &&
          fits(resolveReference(root, wanted, part), inner, depth + 1)
        );
      case 'type':
        return [wanted].flat().some(type => isOfType(type, inner));
      case 'enum':
        return listOf(wanted).some(one => isSamePrimitive(one, inner));
      case 'const':
        return isSamePrimitive(wanted, inner);
      case 'properties':
        return (
          isObject(wanted) &&
          isObject(inner) &&
          Object.keys(wanted).every(
            name =>
              Object.hasOwn(inner, name) &&
              fits(wanted[name], inner[name], depth + 1),
          )
        );
      case 'required':
        return (
          isObject(inner) &&
          listOf(wanted).every(name => Object.hasOwn(inner, String(name)))
        );
      case 'additionalProperties':
        return (
          wanted === true ||
          (wanted === false &&
            isObject(inner) &&
            isObject(part.properties) &&
            Object.keys(inner).length === Object.keys(part.properties).length)
        );
      case 'items':
        return (
          Array.isArray(inner) &&
          inner.length > 0 &&
          inner.every(element => fits(wanted, element, depth + 1))
        );
      case 'minItems':
        return Array.isArray(inner) && inner.length >= Number(wanted);
      case 'maxItems':
        return Array.isArray(inner) && inner.length <= Number(wanted);
      case 'minLength':
        return typeof inner === 'string' && [...inner].length >= Number(wanted);
      case 'maxLength':
        return typeof inner === 'string' && [...inner].length <= Number(wanted);
      case 'minimum':
        return typeof inner === 'number' && inner >= Number(wanted);
      case 'maximum':
        return typeof inner === 'number' && inner <= Number(wanted);
      case 'pattern':
        return typeof inner === 'string' && matches(String(wanted), inner);
      case 'format':
        return typeof inner === 'string' && hasFormat(String(wanted), inner);
      default:
        return false;
    }
  }
}

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

/** Objects and arrays are never the same here, which is on the safe side. */
function isSamePrimitive(one: unknown, other: unknown): boolean {
  return one === other && (typeof one !== 'object' || one === null);
}

/** The stricter syntax only, which the validator tries first. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

/** The validator's own formats for text. */
function hasFormat(name: string, text: string): boolean {
  const formats: Record<string, unknown> = fullFormats;
  if (!Object.hasOwn(formats, name)) return false;
  const format = formats[name];
  if (format instanceof RegExp) return format.test(text);
  const check = isObject(format) ? format.validate : format;
  return typeof check === 'function' && check(text) === true;
}
