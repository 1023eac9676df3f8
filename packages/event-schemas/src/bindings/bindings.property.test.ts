import fc from 'fast-check';
import { JsonSchema, NoSampleError, sample, validate } from '../index';
import { BoundCase } from './__testUtils__/contractOf';
import {
  layFiles,
  runGo,
  runJava,
  runPython,
  typescriptModules,
} from './__testUtils__/runBindings';
import { isInstalled, titleWith } from './__testUtils__/toolchains';
import { typeErrors } from './__testUtils__/typescriptCheck';

const TIMEOUT_MS = 120_000;

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'kind', 'class', 'list', 'List', 'a b', 'A', ''),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

const leaf = fc.constantFrom<JsonSchema>(
  { type: 'string' },
  { type: 'integer' },
  { type: 'number' },
  { type: 'boolean' },
  { type: ['string', 'null'] },
  { type: ['integer', 'boolean'] },
  { type: 'null' },
  { enum: ['x', 'y'] },
  { enum: ['x'] },
  { enum: ['x', 1, null] },
  { type: 'array' },
  { type: 'object' },
  {},
  { $ref: '#/definitions/Node' },
  { $ref: '#/definitions/Choice' },
);

const { schema, object } = fc.letrec<{
  schema: JsonSchema;
  object: JsonSchema;
}>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('object'),
    tie('schema').map(items => ({ type: 'array', items })),
    tie('schema').map(additionalProperties => ({
      type: 'object',
      additionalProperties,
    })),
    fc
      .tuple(fc.constantFrom('anyOf', 'allOf'), tie('schema'), tie('schema'))
      .map(([keyword, one, other]) => ({ [keyword]: [one, other] })),
  ),
  object: fc
    .tuple(
      fc.uniqueArray(fc.tuple(name, tie('schema'), fc.boolean()), {
        maxLength: 4,
        selector: ([own]) => own,
      }),
      fc.constantFrom<JsonSchema>(
        {},
        { additionalProperties: false },
        { additionalProperties: { type: 'integer' } },
      ),
      fc.constantFrom<JsonSchema>(
        {},
        { description: 'Text.' },
        { description: '*/ """ \\u002a' },
      ),
    )
    .map(([members, rest, about]) => {
      const kept = members.filter(([own]) => own !== '__proto__');
      const required = kept.filter(([, , isMust]) => isMust);
      return {
        type: 'object',
        properties: Object.fromEntries(kept.map(([own, of]) => [own, of])),
        ...(required.length > 0
          ? { required: required.map(([own]) => own) }
          : {}),
        ...rest,
        ...about,
      };
    }),
}));

/** Compilers start slowly, so each run takes many contracts. */
const contractsOf = (count: number) =>
  fc
    .array(fc.tuple(object, schema, schema, name), {
      minLength: count,
      maxLength: count,
    })
    .map(all =>
      all.flatMap(([detail, node, choice, detailType], index) => {
        const detailSchema = {
          ...detail,
          definitions: {
            Node: {
              type: 'object',
              properties: { next: { $ref: '#/definitions/Node' }, node },
            },
            Choice: {
              anyOf: [
                // Inside a map, or it could be a choice of nothing but itself.
                { type: 'object', additionalProperties: choice },
                { type: 'array', items: { $ref: '#/definitions/Choice' } },
              ],
            },
          },
        };
        const details = samplesOf(detailSchema);
        return details.length > 0
          ? [
              {
                name: `contract ${index}`,
                source: 'com.example',
                detailType: detailType || 'Event',
                detailSchema,
                details,
              },
            ]
          : [];
      }),
    );

/** None where the schema contradicts itself. */
function samplesOf(detailSchema: JsonSchema): unknown[] {
  try {
    return [1, 2].map(seed => sample(detailSchema, seed));
  } catch (error) {
    if (error instanceof NoSampleError) return [];
    throw error;
  }
}

/** Events of which the bindings lost something that matters, or made something that was not there. */
function spoilt(cases: BoundCase[], results: unknown[]): unknown[] {
  const events = cases.flatMap(each =>
    each.events.map(event => ({ event, contract: each.contract })),
  );
  return events.flatMap(({ event, contract }, index) => {
    const result = results[index];
    const isPart = isPartOf(result, event);
    const detail: unknown = Object(result).detail;
    const problems = validate(contract.detailSchema)(detail);
    return isPart && problems.length === 0
      ? []
      : [{ schema: contract.detailSchema, event, result, problems }];
  });
}

/** Properties that the contract does not describe may be left out. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((item, index) => isPartOf(item, whole[index]))
    );
  }
  if (typeof part !== 'object' || part === null) return part === whole;
  return (
    typeof whole === 'object' &&
    whole !== null &&
    !Array.isArray(whole) &&
    Object.entries(part).every(
      ([own, value]) =>
        Object.hasOwn(whole, own) && isPartOf(value, Reflect.get(whole, own)),
    )
  );
}

/** A failure prints the seed. To shrink it would start compilers for minutes. */
const WITHOUT_SHRINKING = { endOnFailure: true };

const hasPython = isInstalled('python3', ['--version']);
const hasJava = isInstalled('javac', ['--version']);
const hasGo = isInstalled('go', ['version']);

it(
  'makes TypeScript that takes any event of any contract',
  () =>
    fc.assert(
      fc.property(contractsOf(40), all => {
        expect(typeErrors(typescriptModules(all))).toEqual([]);
      }),
      { ...WITHOUT_SHRINKING, numRuns: 1 },
    ),
  TIMEOUT_MS,
);

(hasPython ? describe : describe.skip)(titleWith('python3', hasPython), () => {
  it(
    'makes Python that keeps any event of any contract',
    () =>
      fc.assert(
        fc.property(contractsOf(40), all => {
          const { cases, cwd } = layFiles('python', all);
          expect(spoilt(cases, runPython(cases, cwd))).toEqual([]);
        }),
        { ...WITHOUT_SHRINKING, numRuns: 2 },
      ),
    TIMEOUT_MS,
  );
});

(hasJava ? describe : describe.skip)(titleWith('javac', hasJava), () => {
  it(
    'makes Java that keeps any event of any contract',
    () =>
      fc.assert(
        fc.property(contractsOf(10), all => {
          const { cases, cwd } = layFiles('java', all);
          expect(spoilt(cases, runJava(cases, cwd))).toEqual([]);
        }),
        { ...WITHOUT_SHRINKING, numRuns: 1 },
      ),
    TIMEOUT_MS,
  );
});

(hasGo ? describe : describe.skip)(titleWith('go', hasGo), () => {
  it(
    'makes Go that keeps any event of any contract',
    () =>
      fc.assert(
        fc.property(contractsOf(40), all => {
          const { cases, cwd } = layFiles('go', all);
          expect(spoilt(cases, runGo(cases, cwd))).toEqual([]);
        }),
        { ...WITHOUT_SHRINKING, numRuns: 1 },
      ),
    TIMEOUT_MS,
  );
});
