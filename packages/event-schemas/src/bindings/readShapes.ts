import {
  isObject,
  JsonSchema,
  listOf,
  refSteps,
  resolveRef,
  typesOf,
} from '../jsonSchema';
import { aboutSchema } from './aboutSchema';
import { Scalar } from './bindingModel';
import { flattenSchema, hasStructure } from './flattenSchema';
import { Names } from './identifiers';
import { mergedKeys } from './mergedKeys';
import { FieldShape, NameHint, Shape } from './schemaShapes';
import { optionHint, typeName } from './typeNames';

/** More merged schemas than anyone writes; what is beyond has no type of its own. */
const MAX_MERGED = 300;

/**
 * Reads a self-contained Draft-04 schema as shapes. Every value that the schema accepts fits its shape, with one liberty
 * that everybody takes: a schema with `properties` and no `type` is one of objects, one with `items` one of arrays.
 *
 * @param names - where names for the definitions are claimed
 * @param claimed - names of references that have one already
 */
export function readShapes(
  root: JsonSchema,
  hint: NameHint,
  names: Names,
  claimed: ReadonlyMap<string, string>,
): Shape {
  const references = new Map<string, Shape>();
  const merged = new Map<string, Shape>();
  const { keyOf, withoutRepeats } = mergedKeys();
  return read(root, hint);

  function read(schema: unknown, here: NameHint): Shape {
    if (schema === false) return { kind: 'never' };
    if (!isObject(schema)) return { kind: 'any' };
    if (typeof schema.$ref === 'string') return follow(schema.$ref);
    const choices = ['anyOf', 'oneOf'].flatMap(keyword =>
      Array.isArray(schema[keyword]) ? [listOf(schema[keyword])] : [],
    );
    const parts = listOf(schema.allOf);
    if (!hasStructure(schema) && !Array.isArray(schema.required)) {
      // Nothing to merge, so what is referred to keeps its name.
      const [options] = choices;
      if (parts.length === 0 && choices.length === 1 && options) {
        return choice(schema, options, here);
      }
      if (parts.length === 1 && choices.length === 0) {
        return read(parts[0], here);
      }
    }
    return parts.length + choices.length === 0
      ? plain(schema, here)
      : mergeOnce(schema, here);
  }

  /** A schema that is merged with what it refers to may meet itself again, in another guise. */
  function mergeOnce(schema: JsonSchema, here: NameHint): Shape {
    const key = keyOf(schema);
    const known = merged.get(key);
    if (known) return known;
    if (merged.size >= MAX_MERGED) return { kind: 'any' };
    const reference: Shape & { kind: 'reference' } = { kind: 'reference' };
    merged.set(key, reference);
    reference.target = choice(
      schema,
      flattenSchema(root, withoutRepeats(schema)),
      here,
    );
    return reference;
  }

  function follow(ref: string): Shape {
    const known = references.get(ref);
    if (known) return known;
    const reference: Shape & { kind: 'reference' } = { kind: 'reference' };
    references.set(ref, reference);
    const steps = refSteps(ref);
    const wanted = typeName(steps[steps.length - 1] ?? '');
    reference.target = read(resolveRef(root, ref), {
      wanted,
      within: '',
      claimed: claimed.get(ref) ?? names.claim(wanted),
    });
    return reference;
  }

  function choice(
    schema: JsonSchema,
    options: unknown[],
    here: NameHint,
  ): Shape {
    if (options.length === 1) return read(options[0], here);
    return {
      kind: 'choice',
      hint: here,
      about: aboutSchema(root, schema),
      options: options.map((option, index) =>
        read(option, optionHint(option, here, index)),
      ),
    };
  }

  /** A schema without references and combinations at its top. */
  function plain(schema: JsonSchema, here: NameHint): Shape {
    const types = typesOf(schema) ?? impliedTypes(schema);
    if (Array.isArray(schema.enum)) {
      return enumeration(schema, schema.enum, typesOf(schema), here);
    }
    if (schema.not !== undefined && isEverything(schema.not)) {
      return { kind: 'never' };
    }
    if (!types) return { kind: 'any' };
    const options = types.map(type => ofType(schema, type, here));
    const [first] = options;
    return options.length === 1 && first
      ? first
      : { kind: 'choice', options, hint: here, about: [] };
  }

  function ofType(schema: JsonSchema, type: string, here: NameHint): Shape {
    switch (type) {
      case 'string':
      case 'integer':
      case 'number':
      case 'boolean':
      case 'null':
        return { kind: type };
      case 'array':
        return { kind: 'list', items: items(schema, here), hint: here };
      case 'object':
        return object(schema, here);
      default:
        return { kind: 'any' };
    }
  }

  function items(schema: JsonSchema, here: NameHint): Shape {
    const inner = { wanted: `${here.wanted}Item`, within: here.within };
    if (!Array.isArray(schema.items)) return read(schema.items, inner);
    const rest =
      schema.additionalItems === undefined ? true : schema.additionalItems;
    return {
      kind: 'choice',
      hint: inner,
      about: [],
      options: [...schema.items, rest].map((item, index) =>
        read(item, { ...inner, wanted: `${inner.wanted}${index + 1}` }),
      ),
    };
  }

  function object(schema: JsonSchema, here: NameHint): Shape {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = listOf(schema.required).filter(
      (name): name is string => typeof name === 'string',
    );
    const jsonNames = [...new Set([...Object.keys(properties), ...required])];
    const rest = otherMembers(schema, here);
    if (jsonNames.length === 0) {
      return { kind: 'map', values: rest ?? { kind: 'any' }, hint: here };
    }
    const fields = jsonNames.map((jsonName): FieldShape => {
      const property = Object.hasOwn(properties, jsonName)
        ? properties[jsonName]
        : true;
      return {
        jsonName,
        shape: read(property, {
          wanted: typeName(jsonName),
          within: here.claimed ?? here.wanted,
        }),
        required: required.includes(jsonName),
        about: aboutSchema(root, property),
      };
    });
    return {
      kind: 'record',
      hint: here,
      about: aboutSchema(root, schema),
      // A property that must be absent needs no field.
      fields: fields.filter(
        ({ shape, required: isRequired }) =>
          isRequired || shape.kind !== 'never',
      ),
      ...(rest ? { rest } : {}),
    };
  }

  /** Types of members that are not among the properties; undefined where the schema does not speak of them, or has none. */
  function otherMembers(schema: JsonSchema, here: NameHint): Shape | undefined {
    const { additionalProperties: additional } = schema;
    const inner = { wanted: `${here.wanted}Value`, within: here.within };
    const patterns = isObject(schema.patternProperties)
      ? Object.values(schema.patternProperties)
      : [];
    const described = [
      ...patterns,
      ...(isObject(additional) || additional === true ? [additional] : []),
    ];
    if (described.length === 0) return undefined;
    // Names that fit no pattern may hold anything, unless that is ruled out.
    const options = additional === undefined ? [...described, true] : described;
    return choice({}, options, inner);
  }

  function enumeration(
    schema: JsonSchema,
    values: unknown[],
    types: string[] | undefined,
    here: NameHint,
  ): Shape {
    const allowed = values.filter(
      value => !types || types.some(type => isOfType(value, type)),
    );
    const scalars = allowed.filter(isScalar);
    const options: Shape[] = [];
    if (scalars.length > 0) {
      options.push({
        kind: 'literal',
        values: scalars,
        hint: here,
        about: aboutSchema(root, schema),
      });
    }
    if (allowed.includes(null)) options.push({ kind: 'null' });
    if (allowed.some(Array.isArray)) {
      options.push({ kind: 'list', items: { kind: 'any' }, hint: here });
    }
    if (allowed.some(isObject)) {
      options.push({ kind: 'map', values: { kind: 'any' }, hint: here });
    }
    const [first] = options;
    return options.length === 1 && first
      ? first
      : { kind: 'choice', options, hint: here, about: [] };
  }
}

function impliedTypes(schema: JsonSchema): string[] | undefined {
  if (
    isObject(schema.properties) ||
    isObject(schema.patternProperties) ||
    isObject(schema.additionalProperties)
  ) {
    return ['object'];
  }
  return schema.items === undefined ? undefined : ['array'];
}

function isEverything(schema: unknown): boolean {
  return (
    schema === true || (isObject(schema) && Object.keys(schema).length === 0)
  );
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
