import {
  defineMember,
  isObject,
  JsonSchema,
  listOf,
  numberOf,
  typesOf,
} from './jsonSchema';
import { mergeSchema } from './mergeSchema';
import { PERSONAL_DATA_KEYWORD } from './personalData';
import { sampleNumber } from './sampleNumber';
import { asRegExp, samplePattern } from './samplePattern';
import { sampleMaskedText, sampleText } from './sampleText';
import { SeededRandom } from './seededRandom';
import { sameJson } from './stableJson';
import { surelyAccepts } from './surelyAccepts';

/** Optional properties stop here, so recursive schemas end. */
const MAX_DEPTH = 6;

/** Optional properties stop after as many values, so schemas that refer to each other all round stay readable. */
const MAX_VALUES = 1000;

/** Required properties stop here too: a schema that asks for more has no end, and no sample. */
const MOST_DEPTH = 250;
const MOST_VALUES = 20_000;

const TYPES = ['string', 'object', 'integer', 'array', 'boolean', 'null'];

/** How a sampler chooses where the schema leaves a choice. */
export interface SamplingStyle {
  /** Share of the optional properties to write, from 0 to 1. */
  optionalShare: number;
  usesExamples: boolean;
  /** Whether to try other types than the one the keywords suggest. */
  isBold: boolean;
}

interface Place {
  name: string;
  depth: number;
  /** Inside personal data. */
  isPersonal: boolean;
}

/** Makes one value; whether it is valid is for the caller to check. */
export class Sampler {
  readonly #root: JsonSchema;
  readonly #random: SeededRandom;
  readonly #style: SamplingStyle;
  #values = 0;

  constructor(root: JsonSchema, random: SeededRandom, style: SamplingStyle) {
    this.#root = root;
    this.#random = random;
    this.#style = style;
  }

  sample(
    schema: unknown,
    around: Place = { name: '', depth: 0, isPersonal: false },
  ): unknown {
    this.#values++;
    if (around.depth > MOST_DEPTH || this.#values > MOST_VALUES) return null;
    const merged = mergeSchema(this.#root, schema, this.#random);
    const place = {
      ...around,
      isPersonal: around.isPersonal || merged[PERSONAL_DATA_KEYWORD] === true,
    };
    const value = this.#value(merged, place, typesOf(merged));
    const { not } = merged;
    if (!isObject(not)) return value;
    const isRefused = (one: unknown) => surelyAccepts(not, one, this.#root);
    const types = typesOf(merged) ?? TYPES;
    return isRefused(value)
      ? types
          .map(type => this.#value(merged, place, [type]))
          .find(other => !isRefused(other)) ?? value
      : value;
  }

  #value(
    schema: JsonSchema,
    place: Place,
    types: string[] = [this.#guessType(schema)],
  ): unknown {
    const given = this.#given(schema, place, types);
    if (given !== undefined) return given;
    // null is valid but tells nothing.
    const telling = types.filter(type => type !== 'null');
    switch (telling.length > 0 ? this.#random.pick(telling) : types[0]) {
      case 'object':
        return this.#object(schema, place);
      case 'array':
        return this.#array(schema, place);
      case 'integer':
        return sampleNumber(schema, place.name, this.#random, true);
      case 'number':
        return sampleNumber(schema, place.name, this.#random, false);
      case 'boolean':
        return this.#random.next() < 0.5;
      case 'null':
        return null;
      default:
        return (
          (place.isPersonal ? sampleMaskedText(schema) : undefined) ??
          sampleText(schema, place.name, this.#random)
        );
    }
  }

  /** What the author wrote down beats anything made up, unless it is someone's. */
  #given(schema: JsonSchema, place: Place, types: string[]): unknown {
    if (Object.hasOwn(schema, 'const')) return schema.const;
    const isLeaf =
      schema.properties === undefined && schema.items === undefined;
    if (
      this.#style.usesExamples &&
      !place.isPersonal &&
      (isLeaf || !hasMembers(schema))
    ) {
      if (schema.example !== undefined) return schema.example;
      if (listOf(schema.examples).length > 0) {
        return this.#random.pick(listOf(schema.examples));
      }
      if (schema.default !== undefined && schema.default !== null) {
        return schema.default;
      }
    }
    const values = listOf(schema.enum);
    if (values.length === 0) return undefined;
    const { enum: _, not, ...limits } = schema;
    const fitting = values.filter(value =>
      surelyAccepts({ ...limits, type: types }, value, this.#root),
    );
    const choices = fitting.length > 0 ? fitting : values;
    const telling = choices.filter(value => value !== null);
    return this.#random.pick(telling.length > 0 ? telling : choices);
  }

  #mayAdd(depth: number): boolean {
    return depth < MAX_DEPTH && this.#values < MAX_VALUES;
  }

  #object(schema: JsonSchema, place: Place): Record<string, unknown> {
    const object = {};
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = new Set(listOf(schema.required).map(String));
    const max = numberOf(schema.maxProperties) ?? Infinity;
    const add = (name: string) => {
      for (const other of dependentNames(schema, name)) required.add(other);
      const inner = { ...place, name, depth: place.depth + 1 };
      defineMember(
        object,
        name,
        this.sample(memberSchema(schema, name), inner),
      );
    };
    for (const name of Object.keys(properties)) {
      const isWanted =
        required.has(name) ||
        (this.#mayAdd(place.depth) &&
          properties[name] !== false &&
          Object.keys(object).length < max &&
          this.#random.next() < this.#style.optionalShare);
      if (isWanted) add(name);
    }
    // Grows while it is read, when one name requires another.
    for (const name of required) {
      if (!Object.hasOwn(object, name)) add(name);
    }
    const min = numberOf(schema.minProperties) ?? 0;
    const isMap =
      isObject(schema.additionalProperties) &&
      Object.keys(properties).length === 0 &&
      this.#mayAdd(place.depth);
    const wanted = Math.min(max, Math.max(min, isMap ? 1 : 0));
    for (let count = 1; count <= min + 20; count++) {
      if (Object.keys(object).length >= wanted) break;
      const name = this.#newName(schema, count);
      if (!Object.hasOwn(object, name)) add(name);
    }
    return object;
  }

  #newName(schema: JsonSchema, count: number): string {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const described = Object.keys(properties);
    if (count <= described.length) return described[count - 1];
    const [pattern] = Object.keys(
      isObject(schema.patternProperties) ? schema.patternProperties : {},
    );
    if (pattern !== undefined) {
      const name = samplePattern(pattern, this.#random);
      if (name !== undefined) return name;
    }
    const plain = `key${count}`;
    if (!isObject(schema.propertyNames)) return plain;
    const names = mergeSchema(this.#root, schema.propertyNames, this.#random);
    const listed = listOf(names.enum);
    return String(
      listed.length > 0
        ? this.#random.pick(listed)
        : sampleText(names, plain, this.#random),
    );
  }

  #array(schema: JsonSchema, place: Place): unknown[] {
    const places = Array.isArray(schema.items)
      ? schema.items
      : listOf(schema.prefixItems);
    const rest = Array.isArray(schema.items)
      ? schema.additionalItems
      : schema.items;
    const min = Math.min(numberOf(schema.minItems) ?? 0, 1000);
    const max = numberOf(schema.maxItems) ?? Infinity;
    const contained =
      schema.contains === undefined ? 0 : numberOf(schema.minContains) ?? 1;
    const wanted = this.#mayAdd(place.depth)
      ? Math.max(1, places.length, contained)
      : places.length;
    const length = Math.max(min, Math.min(wanted, max));
    const inner = {
      ...place,
      name: place.name.replace(/s$/, ''),
      depth: place.depth + 1,
    };
    const list: unknown[] = [];
    for (let index = 0; index < length; index++) {
      const own = places[index] ?? rest;
      if (own === false) break;
      // The last ones, since the first places may be spoken for.
      const element =
        index >= length - contained
          ? { allOf: [own, schema.contains].filter(isObject) }
          : own;
      const fresh = () => this.sample(element, inner);
      list.push(schema.uniqueItems === true ? newTo(list, fresh) : fresh());
    }
    return list;
  }

  #guessType(schema: JsonSchema): string {
    return this.#style.isBold ? this.#random.pick(TYPES) : guessType(schema);
  }
}

/** What a member has to fit: its own schema and those of all patterns its name fits, or else the one for all others. */
function memberSchema(schema: JsonSchema, name: string): unknown {
  const { properties, patternProperties } = schema;
  const found =
    isObject(properties) && Object.hasOwn(properties, name)
      ? [properties[name]]
      : [];
  if (isObject(patternProperties)) {
    for (const pattern of Object.keys(patternProperties)) {
      if (asRegExp(pattern).test(name)) found.push(patternProperties[pattern]);
    }
  }
  if (found.length === 0) return schema.additionalProperties;
  return found.length === 1 ? found[0] : { allOf: found };
}

function dependentNames(schema: JsonSchema, name: string): string[] {
  return [
    schema.dependentRequired,
    schema.dependencies,
    schema.dependentSchemas,
  ]
    .flatMap(dependencies =>
      isObject(dependencies) && Object.hasOwn(dependencies, name)
        ? [dependencies[name]]
        : [],
    )
    .flatMap(dependency =>
      isObject(dependency) ? listOf(dependency.required) : listOf(dependency),
    )
    .map(String);
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
  if (
    has(
      'properties',
      'required',
      'additionalProperties',
      'patternProperties',
      'propertyNames',
      'minProperties',
    )
  ) {
    return 'object';
  }
  if (has('items', 'prefixItems', 'minItems', 'uniqueItems', 'contains')) {
    return 'array';
  }
  if (
    has(
      'minimum',
      'maximum',
      'multipleOf',
      'exclusiveMinimum',
      'exclusiveMaximum',
    )
  ) {
    return 'number';
  }
  return 'string';
}
