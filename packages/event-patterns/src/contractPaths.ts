import { Scalar } from './alternative';
import { isObject, isScalar } from './json';

/** What a contract's schema says about the values at one path. All of it errs on the side of allowing too much. */
export interface PathFacts {
  /** The schema names the path. */
  named: boolean;
  /** No valid event has a value at the path. */
  impossible: boolean;
  /** Every valid event has exactly one value at the path. */
  always: boolean;
  /** The only values possible, if the schema lists them. */
  values: Scalar[] | undefined;
  /** The only kinds of value possible, if the schema limits them. */
  types: Set<ScalarType> | undefined;
}

export type ScalarType = 'string' | 'number' | 'boolean' | 'null';

const NOTHING_KNOWN: PathFacts = {
  named: false,
  impossible: false,
  always: false,
  values: undefined,
  types: undefined,
};

const IMPOSSIBLE: PathFacts = {
  ...NOTHING_KNOWN,
  impossible: true,
  values: [],
  types: new Set(),
};

/** Recursive schemas and chains of references stop here; nothing is claimed beyond. */
const MAX_DEPTH = 64;

/** Schemas that branch into themselves would be walked for ever; nothing is claimed beyond. */
const MAX_VISITS = 5000;

/** What the schema of an event's detail says about a path given as steps below `detail`. */
export function pathFacts(
  root: unknown,
  steps: readonly string[],
  schema: unknown = root,
  depth = 0,
  visits = { left: MAX_VISITS },
): PathFacts {
  if (schema === false) return IMPOSSIBLE;
  if (!isObject(schema) || depth > MAX_DEPTH || visits.left-- <= 0) {
    return NOTHING_KNOWN;
  }
  const again = (next: unknown, nextSteps = steps) =>
    pathFacts(root, nextSteps, next, depth + 1, visits);
  if (typeof schema.$ref === 'string') {
    // Older drafts ignore what stands beside a reference; leaving it out claims less in the newer ones.
    const target = resolveLocalRef(root, schema.$ref);
    return target === undefined ? NOTHING_KNOWN : again(target);
  }
  return [
    steps.length === 0
      ? leafFacts(schema, again)
      : memberFacts(schema, steps, again),
    ...listOf(schema.allOf).map(part => again(part)),
    ...[schema.anyOf, schema.oneOf].flatMap(options =>
      listOf(options).length > 0
        ? [
            listOf(options)
              .map(option => again(option))
              .reduce(eitherOf),
          ]
        : [],
    ),
    ...[schema.then, schema.else].map(part => ({
      // Applies only under a condition, so it can name a path but prove nothing.
      ...NOTHING_KNOWN,
      named: part !== undefined && again(part).named,
    })),
  ].reduce(bothOf);
}

type Again = (schema: unknown, steps?: readonly string[]) => PathFacts;

function leafFacts(schema: Record<string, unknown>, again: Again): PathFacts {
  const types = typesOf(schema);
  const isList = !types || types.has('array');
  const scalars = types && new Set<ScalarType>();
  for (const type of types ?? []) {
    if (type === 'integer') scalars?.add('number');
    else if (isScalarType(type)) scalars?.add(type);
  }
  let values = enumOf(schema)?.filter(isScalar);
  if (enumOf(schema)?.some(value => !isScalar(value))) values = undefined;
  const facts: PathFacts = {
    named: true,
    impossible: types?.size === 1 && types.has('object'),
    always: types
      ? !types.has('array') && !types.has('object')
      : values !== undefined,
    values,
    types: scalars,
  };
  if (!isList) return facts;
  if (!types) return { ...facts, types: undefined, named: true };
  // Leaves inside a list lie at the list's own path; a list may be empty.
  const inList = elementFacts(schema, again);
  if (types.size === 1) {
    return { ...inList, named: true, always: false };
  }
  return { ...eitherOf(facts, inList), named: true, always: false };
}

function memberFacts(
  schema: Record<string, unknown>,
  steps: readonly string[],
  again: Again,
): PathFacts {
  const types = typesOf(schema);
  const found: PathFacts[] = [];
  if (!types || types.has('object')) {
    found.push(objectMemberFacts(schema, steps, again, types?.size === 1));
  }
  if (!types || types.has('array')) {
    const inList = elementFacts(schema, again);
    found.push({ ...inList, always: false });
  }
  if (found.length === 0) return IMPOSSIBLE;
  return found.reduce(eitherOf);
}

function objectMemberFacts(
  schema: Record<string, unknown>,
  steps: readonly string[],
  again: Again,
  isObjectOnly: boolean,
): PathFacts {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = listOf(schema.required);
  const options: PathFacts[] = [];
  // `a.b` may be one property called "a.b" or nested, so every split of the path is looked at.
  for (let length = 1; length <= steps.length; length++) {
    const name = steps.slice(0, length).join('.');
    const rest = steps.slice(length);
    if (Object.hasOwn(properties, name)) {
      const inside = again(properties[name], rest);
      options.push({
        ...inside,
        always: inside.always && isObjectOnly && required.includes(name),
      });
    } else if (
      schema.additionalProperties !== false ||
      isObject(schema.patternProperties)
    ) {
      options.push(
        isObject(schema.additionalProperties) && !schema.patternProperties
          ? { ...again(schema.additionalProperties, rest), always: false }
          : NOTHING_KNOWN,
      );
    }
  }
  if (options.length === 0) return IMPOSSIBLE;
  const [first, ...others] = options;
  // Other splits can add values, which undoes "exactly one".
  return {
    ...options.reduce(eitherOf),
    named: options.some(({ named }) => named),
    always: first.always || others.some(({ always }) => always),
  };
}

/** A tuple's places differ, so only a single schema for all elements tells something. */
function elementFacts(
  schema: Record<string, unknown>,
  again: Again,
): PathFacts {
  const { items, prefixItems } = schema;
  const isUniform = isObject(items) || items === false;
  return isUniform && prefixItems === undefined ? again(items) : NOTHING_KNOWN;
}

/** Both hold. */
function bothOf(a: PathFacts, b: PathFacts): PathFacts {
  const { values: inA } = a;
  const { values: inB } = b;
  return {
    named: a.named || b.named,
    impossible: a.impossible || b.impossible,
    always: a.always || b.always,
    values: inA && inB ? inA.filter(value => inB.includes(value)) : inA ?? inB,
    types:
      a.types && b.types
        ? new Set([...a.types].filter(type => b.types?.has(type)))
        : a.types ?? b.types,
  };
}

/** One or the other holds. */
function eitherOf(a: PathFacts, b: PathFacts): PathFacts {
  return {
    named: a.named || b.named,
    impossible: a.impossible && b.impossible,
    always: a.always && b.always,
    values: a.values && b.values ? [...a.values, ...b.values] : undefined,
    types: a.types && b.types ? new Set([...a.types, ...b.types]) : undefined,
  };
}

/** All paths the schema names, dotted, below `detail`. Used to suggest a name for a mistyped one. */
export function namedPaths(root: unknown, limit = 500): string[] {
  const paths = new Set<string>();
  let visits = 0;
  const open: { schema: unknown; path: string; depth: number }[] = [
    { schema: root, path: '', depth: 0 },
  ];
  for (
    let next = open.shift();
    next && paths.size < limit && visits++ < MAX_VISITS;
    next = open.shift()
  ) {
    const { schema, path, depth } = next;
    if (!isObject(schema) || depth > 12) continue;
    const visit = (inner: unknown) =>
      open.push({ schema: inner, path, depth: depth + 1 });
    if (typeof schema.$ref === 'string') {
      visit(resolveLocalRef(root, schema.$ref));
      continue;
    }
    for (const [name, inner] of Object.entries(
      isObject(schema.properties) ? schema.properties : {},
    )) {
      const innerPath = path ? `${path}.${name}` : name;
      paths.add(innerPath);
      open.push({ schema: inner, path: innerPath, depth: depth + 1 });
    }
    if (isObject(schema.items)) visit(schema.items);
    for (const key of ['allOf', 'anyOf', 'oneOf']) {
      listOf(schema[key]).forEach(visit);
    }
  }
  return [...paths];
}

function resolveLocalRef(root: unknown, ref: string): unknown {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return undefined;
  return ref
    .slice(2)
    .split('/')
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>(
      (value, step) =>
        isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined,
      root,
    );
}

function typesOf(schema: Record<string, unknown>): Set<unknown> | undefined {
  if (typeof schema.type === 'string') return new Set([schema.type]);
  return Array.isArray(schema.type) ? new Set(schema.type) : undefined;
}

function enumOf(schema: Record<string, unknown>): unknown[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function isScalarType(type: unknown): type is ScalarType {
  return ['string', 'number', 'boolean', 'null'].includes(String(type));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
