import { intersectSchemas } from './intersectSchemas';
import {
  defineMember,
  isObject,
  JsonSchema,
  listOf,
  numberOf,
  typesOf,
} from './jsonSchema';
import { referredSchemas } from './references';
import { sampleNumber } from './sampleNumber';
import { asRegExp, samplePattern } from './samplePattern';
import { sampleText } from './sampleText';
import { SeededRandom } from './seededRandom';
import { sameJson } from './stableJson';

/** Optional properties stop here, so recursive schemas end. */
const MAX_DEPTH = 6;

/** Optional properties stop after as many values, so schemas that refer to each other all round stay readable. */
const MAX_VALUES = 1000;

/** Makes one value; whether it is valid is for the caller to check. */
export class Sampler {
  readonly #root: JsonSchema;
  readonly #random: SeededRandom;
  readonly #optionalShare: number;
  readonly #usesExamples: boolean;
  #values = 0;

  constructor(
    root: JsonSchema,
    random: SeededRandom,
    optionalShare: number,
    usesExamples: boolean,
  ) {
    this.#root = root;
    this.#random = random;
    this.#optionalShare = optionalShare;
    this.#usesExamples = usesExamples;
  }

  sample(schema: unknown, name: string, depth: number): unknown {
    this.#values++;
    const merged = this.#merge(schema, 0);
    const given = this.#given(merged);
    if (given !== undefined) return given;
    const types = typesOf(merged) ?? [guessType(merged)];
    // null is valid but tells nothing.
    const telling = types.filter(type => type !== 'null');
    switch (telling.length > 0 ? this.#random.pick(telling) : types[0]) {
      case 'object':
        return this.#object(merged, depth);
      case 'array':
        return this.#array(merged, name, depth);
      case 'integer':
        return sampleNumber(merged, name, this.#random, true);
      case 'number':
        return sampleNumber(merged, name, this.#random, false);
      case 'boolean':
        return this.#random.next() < 0.5;
      case 'null':
        return null;
      default:
        return sampleText(merged, name, this.#random);
    }
  }

  /** What the author wrote down beats anything made up. */
  #given(schema: JsonSchema): unknown {
    if (Object.hasOwn(schema, 'const')) return schema.const;
    const isLeaf =
      schema.properties === undefined && schema.items === undefined;
    if (this.#usesExamples && (isLeaf || !hasMembers(schema))) {
      if (schema.example !== undefined) return schema.example;
      if (listOf(schema.examples).length > 0) {
        return this.#random.pick(listOf(schema.examples));
      }
      if (schema.default !== undefined && schema.default !== null) {
        return schema.default;
      }
    }
    const values = listOf(schema.enum);
    const telling = values.filter(value => value !== null);
    if (values.length === 0) return undefined;
    return this.#random.pick(telling.length > 0 ? telling : values);
  }

  #mayAdd(depth: number): boolean {
    return depth < MAX_DEPTH && this.#values < MAX_VALUES;
  }

  #object(schema: JsonSchema, depth: number): Record<string, unknown> {
    const object = {};
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = listOf(schema.required).filter(
      (name): name is string => typeof name === 'string',
    );
    const max = numberOf(schema.maxProperties) ?? Infinity;
    const add = (name: string, inner: unknown) =>
      defineMember(object, name, this.sample(inner, name, depth + 1));
    for (const name of Object.keys(properties)) {
      const isWanted =
        required.includes(name) ||
        (this.#mayAdd(depth) &&
          properties[name] !== false &&
          Object.keys(object).length < max &&
          this.#random.next() < this.#optionalShare);
      if (isWanted) add(name, properties[name]);
    }
    for (const name of required) {
      if (!Object.hasOwn(object, name)) add(name, this.#extra(schema, name));
    }
    const min = numberOf(schema.minProperties) ?? 0;
    const [pattern] = Object.keys(
      isObject(schema.patternProperties) ? schema.patternProperties : {},
    );
    const wantsExample =
      isObject(schema.additionalProperties) &&
      Object.keys(properties).length === 0 &&
      this.#mayAdd(depth)
        ? 1
        : 0;
    for (
      let count = 1;
      Object.keys(object).length < Math.min(max, Math.max(min, wantsExample)) &&
      count <= min + 10;
      count++
    ) {
      const name =
        (pattern === undefined
          ? undefined
          : samplePattern(pattern, this.#random)) ?? `key${count}`;
      if (!Object.hasOwn(object, name)) add(name, this.#extra(schema, name));
    }
    return object;
  }

  #extra(schema: JsonSchema, name: string): unknown {
    const patterns = isObject(schema.patternProperties)
      ? schema.patternProperties
      : {};
    const pattern = Object.keys(patterns).find(key => asRegExp(key).test(name));
    return pattern === undefined
      ? schema.additionalProperties
      : patterns[pattern];
  }

  #array(schema: JsonSchema, name: string, depth: number): unknown[] {
    const places = Array.isArray(schema.items)
      ? schema.items
      : listOf(schema.prefixItems);
    const rest = Array.isArray(schema.items)
      ? schema.additionalItems
      : schema.items;
    const min = Math.min(numberOf(schema.minItems) ?? 0, 1000);
    const max = numberOf(schema.maxItems) ?? Infinity;
    const wanted = this.#mayAdd(depth)
      ? Math.max(1, places.length)
      : places.length;
    const length = Math.max(min, Math.min(wanted, max));
    const singular = name.replace(/s$/, '');
    const list: unknown[] = [];
    for (let index = 0; index < length; index++) {
      const inner = places[index] ?? rest;
      if (inner === false) break;
      const fresh = () => this.sample(inner, singular, depth + 1);
      list.push(schema.uniqueItems === true ? newTo(list, fresh) : fresh());
    }
    return list;
  }

  /** The schema with its references followed, all of `allOf` and one of `anyOf` and `oneOf` folded in. */
  #merge(schema: unknown, steps: number): JsonSchema {
    if (!isObject(schema) || steps > 30) return {};
    const { $ref, $dynamicRef, $recursiveRef, allOf, anyOf, oneOf, ...own } =
      schema;
    const parts = [...listOf(allOf), ...referredSchemas(this.#root, schema)];
    for (const options of [anyOf, oneOf]) {
      if (listOf(options).length > 0) {
        parts.push(this.#random.pick(listOf(options)));
      }
    }
    return parts
      .map(part => this.#merge(part, steps + 1))
      .reduce<JsonSchema>(intersectSchemas, own);
  }
}

/** A value not yet in the list, if a few tries bring one. */
function newTo(list: readonly unknown[], fresh: () => unknown): unknown {
  let value = fresh();
  const isKnown = () => list.some(other => sameJson(other, value));
  for (let retry = 0; retry < 20 && isKnown(); retry++) value = fresh();
  return value;
}

function hasMembers(schema: JsonSchema): boolean {
  const { properties } = schema;
  return isObject(properties) && Object.keys(properties).length > 0;
}

function guessType(schema: JsonSchema): string {
  const has = (...keywords: string[]) =>
    keywords.some(keyword => schema[keyword] !== undefined);
  if (has('properties', 'required', 'additionalProperties', 'minProperties')) {
    return 'object';
  }
  if (has('items', 'prefixItems', 'minItems', 'uniqueItems')) return 'array';
  if (has('minimum', 'maximum', 'multipleOf', 'exclusiveMinimum')) {
    return 'number';
  }
  return 'string';
}
