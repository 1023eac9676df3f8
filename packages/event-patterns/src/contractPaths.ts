import { isObject } from './json';
import {
  Conjunction,
  listOf,
  Reading,
  readingOf,
  waysToSatisfy,
} from './schemaConjunction';
import { refResolver } from './schemaRefs';
import { isNumber, listedValues, scalarClasses, typesOf } from './schemaValues';
import { ANY_VALUE, ValueClass } from './valueClass';

/** What a contract says about the values at one path. All of it errs on the side of allowing too much. */
export interface PathFacts {
  /** The contract names the path, or it cannot be told whether it does. */
  named: boolean;
  /** Every value at the path is of one of these classes; none: there is never a value. */
  possible: readonly ValueClass[];
  /** Every event has a value of these classes at the path, outside any list of objects. */
  guaranteed: readonly ValueClass[] | undefined;
  /** A value may lie inside a list of objects or of lists, where it depends on other fields which element counts. */
  inLists: boolean;
  /** The value at the path itself may be a list. */
  isList: boolean;
  /** The contract lets nothing but a list, or null, be there. */
  holdsList: boolean;
}

const UNDECIDED: PathFacts = {
  named: true,
  possible: ANY_VALUE,
  guaranteed: undefined,
  inLists: true,
  isList: true,
  holdsList: false,
};

const IMPOSSIBLE: PathFacts = {
  named: false,
  possible: [],
  guaranteed: undefined,
  inLists: false,
  isList: false,
  holdsList: false,
};

/** Recursive schemas stop here; nothing is claimed beyond. */
const MAX_DEPTH = 64;

/** More classes than this at one place are taken for "anything". */
const MAX_CLASSES = 40;

/** Facts about paths below the detail, given as steps. */
export type FactsOf = (steps: readonly string[]) => PathFacts;

/** Reads the schema of an event's detail. */
export function contractFacts(root: unknown): FactsOf {
  const resolve = refResolver(root);
  const known = new Map<string, PathFacts>();
  return steps => {
    const key = steps.join('.');
    const facts =
      known.get(key) ??
      // The detail of an event is always an object.
      factsOf([root, { type: 'object' }], steps, readingOf(root, resolve), 0);
    known.set(key, facts);
    return facts;
  };
}

function factsOf(
  schemas: readonly unknown[],
  steps: readonly string[],
  reading: Reading,
  depth: number,
): PathFacts {
  const ways = depth > MAX_DEPTH ? undefined : waysToSatisfy(schemas, reading);
  if (!ways) return UNDECIDED;
  const walk: Walk = (next, nextSteps = steps) =>
    factsOf(next, nextSteps, reading, depth + 1);
  const facts = ways.map(way => {
    if (way.every(schema => Object.keys(schema).length === 0)) {
      return { ...UNDECIDED, named: steps.length === 0 && schemas.length > 0 };
    }
    return steps.length === 0
      ? leafFacts(way, reading, walk)
      : memberFacts(way, steps, reading, walk);
  });
  return either(facts);
}

type Walk = (
  schemas: readonly unknown[],
  steps?: readonly string[],
) => PathFacts;

/** The value itself, and those of a list at this place: they lie at the list's own path. */
function leafFacts(
  schemas: Conjunction,
  reading: Reading,
  walk: Walk,
): PathFacts {
  const types = typesOf(schemas, reading);
  const own = scalarClasses(schemas, reading);
  const value: PathFacts = {
    named: true,
    possible: own,
    guaranteed: types.has('object') ? undefined : own,
    inLists: false,
    isList: types.has('array'),
    holdsList: [...types].every(type => type === 'array' || type === 'null'),
  };
  if (!value.isList) return value;
  const inside = either(memberSchemas(schemas).map(member => walk(member)));
  // Lists that are listed themselves are not looked into.
  const isListed = listedValues(schemas, reading) !== undefined;
  const inList = isListed
    ? undefined
    : guaranteedMember(schemas, reading, walk);
  return {
    ...value,
    possible: capped([...own, ...(isListed ? ANY_VALUE : inside.possible)]),
    guaranteed:
      value.guaranteed && inList ? capped([...own, ...inList]) : undefined,
    inLists: isListed || inside.isList,
  };
}

/** Classes of a value that every such list holds. */
function guaranteedMember(
  schemas: Conjunction,
  reading: Reading,
  walk: Walk,
): readonly ValueClass[] | undefined {
  const [first] = memberSchemas(schemas);
  const isFilled = schemas.some(
    ({ minItems }) => isNumber(minItems) && minItems >= 1,
  );
  // Ajv lets an empty list pass for one that contains something, if it is a tuple as well.
  const isTuple = schemas.some(
    ({ items, prefixItems }) => Array.isArray(items) || prefixItems,
  );
  const sought = [
    ...(isFilled && first ? [first] : []),
    ...schemas.flatMap(({ contains, minContains }) =>
      contains === undefined || minContains === 0 || reading.isDraft4 || isTuple
        ? []
        : [[contains]],
    ),
  ];
  return sought
    .map(member => walk(member))
    .find(({ guaranteed, isList }) => guaranteed && !isList)?.guaranteed;
}

/** The schemas of a list's members: for each place of a tuple, then for the rest. */
function memberSchemas(schemas: Conjunction): unknown[][] {
  if (schemas.some(({ maxItems }) => maxItems === 0)) return [];
  const tuples = schemas.map(({ prefixItems, items }) =>
    listOf(prefixItems ?? items),
  );
  const places = Math.max(0, ...tuples.map(tuple => tuple.length));
  const restOf = ({ items, additionalItems }: Record<string, unknown>) =>
    Array.isArray(items) ? additionalItems : items;
  return Array.from({ length: places + 1 }, (_, place) =>
    schemas.flatMap((schema, index) => {
      const member =
        place < tuples[index].length ? tuples[index][place] : restOf(schema);
      return member === undefined ? [] : [member];
    }),
  );
}

/** Values below this place, in an object or in the objects of a list. */
function memberFacts(
  schemas: Conjunction,
  steps: readonly string[],
  reading: Reading,
  walk: Walk,
): PathFacts {
  const types = typesOf(schemas, reading);
  const found: PathFacts[] = [];
  if (types.has('object')) {
    const inObject = objectFacts(schemas, steps, walk);
    found.push(
      types.size === 1 ? inObject : { ...inObject, guaranteed: undefined },
    );
  }
  if (types.has('array')) {
    for (const member of memberSchemas(schemas)) {
      found.push({
        ...walk(member, steps),
        guaranteed: undefined,
        inLists: true,
      });
    }
  }
  return either(found);
}

/** `a.b` may be one property called "a.b" or nested, so every split of the path is looked at. */
function objectFacts(
  schemas: Conjunction,
  steps: readonly string[],
  walk: Walk,
): PathFacts {
  const options = steps.flatMap((_, index) => {
    const name = steps.slice(0, index + 1).join('.');
    if (schemas.some(schema => forbids(schema, name))) return [];
    const inside = walk(
      schemas.flatMap(schema => propertySchemas(schema, name)),
      steps.slice(index + 1),
    );
    const isRequired = schemas.some(({ required }) =>
      listOf(required).includes(name),
    );
    return [
      { ...inside, guaranteed: isRequired ? inside.guaranteed : undefined },
    ];
  });
  // More values can come from another split, but one guaranteed value is enough.
  return {
    ...either(options),
    guaranteed: options.find(({ guaranteed }) => guaranteed)?.guaranteed,
  };
}

/** Whether a plain `not` with `required` keeps objects from having the property. */
function forbids({ not }: Record<string, unknown>, name: string): boolean {
  return (
    isObject(not) &&
    Object.keys(not).length === 1 &&
    listOf(not.required).length === 1 &&
    listOf(not.required)[0] === name
  );
}

/** What one schema says of a property: by its name, by patterns of names, or else of all others. */
function propertySchemas(
  {
    properties,
    patternProperties,
    additionalProperties,
  }: Record<string, unknown>,
  name: string,
): unknown[] {
  const named =
    isObject(properties) && Object.hasOwn(properties, name)
      ? [properties[name]]
      : [];
  let isSure = true;
  const byPattern = Object.entries(
    isObject(patternProperties) ? patternProperties : {},
  ).flatMap(([pattern, schema]) => {
    try {
      return new RegExp(pattern, 'u').test(name) ? [schema] : [];
    } catch {
      isSure = false;
      return [];
    }
  });
  const own = [...named, ...byPattern];
  if (own.length > 0 || !isSure || additionalProperties === true) return own;
  const isOpen =
    additionalProperties === undefined ||
    (isObject(additionalProperties) &&
      Object.keys(additionalProperties).length === 0);
  return isOpen ? [] : [additionalProperties];
}

/** One or the other holds. */
function either(facts: readonly PathFacts[]): PathFacts {
  if (facts.length === 0) return IMPOSSIBLE;
  const guaranteed = facts.map(one => one.guaranteed);
  return {
    named: facts.some(({ named }) => named),
    possible: capped(facts.flatMap(({ possible }) => possible)),
    guaranteed: guaranteed.every(isDefined)
      ? capped(guaranteed.flat())
      : undefined,
    inLists: facts.some(({ inLists }) => inLists),
    isList: facts.some(({ isList }) => isList),
    holdsList: facts.every(({ holdsList }) => holdsList),
  };
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function capped(classes: readonly ValueClass[]): readonly ValueClass[] {
  const distinct = [
    ...new Map(classes.map(one => [JSON.stringify(one), one])).values(),
  ];
  return distinct.length > MAX_CLASSES ? ANY_VALUE : distinct;
}
