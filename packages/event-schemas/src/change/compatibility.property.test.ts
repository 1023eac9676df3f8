import Ajv2019 from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { compatibility, JsonSchema, sample } from '../index';
import { schemaPair } from './__testUtils__/schemaPairs';

/** Judges apart from this package: another instance, with nothing but the drafts' own rules. */
const ajv = addFormats(
  new Ajv2019({ strict: false, logger: false, ownProperties: true }),
);

function freshCheck(schema: JsonSchema): (value: unknown) => boolean {
  const { $schema, ...rest } = schema;
  const check = ajv.compile(rest);
  return value => check(value) === true;
}

const { json } = fc.letrec(tie => ({
  json: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<unknown>(
      'a',
      'b',
      'abc',
      '',
      0,
      1,
      2,
      5,
      0.5,
      -1,
      true,
      null,
    ),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'aa', 'd'), tie('json'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}));

it('is never contradicted by an event', () => {
  const counts = { compatible: 0, incompatible: 0, undecided: 0 };
  let checks = 0;
  let inside = 0;
  fc.assert(
    fc.property(
      schemaPair,
      fc.array(json, { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 1000 }),
      ({ before, after }, values, seed) => {
        const { checks: judged } = compatibility(
          [
            { version: 1, schema: before },
            { version: 2, schema: after },
          ],
          'FULL',
          { unnamedProperties: 'may-be-sent' },
        );
        const accepts = [freshCheck(before), freshCheck(after)];
        const events = [
          ...values.flatMap(v => [{ v }, { v: { a: v } }, { v: [v] }, v]),
          ...[before, after].flatMap(schema => samplesOf(schema, seed)),
        ];
        for (const { verdict, writer, witnesses } of judged) {
          const [write, read] = writer === 1 ? accepts : [...accepts].reverse();
          counts[verdict]++;
          for (const { event } of witnesses) {
            expect([write(event), read(event)]).toEqual([true, false]);
          }
          for (const event of events) {
            checks++;
            if (!write(event)) continue;
            inside++;
            const isRefuted = verdict === 'compatible' && !read(event);
            expect([isRefuted, event]).toEqual([false, event]);
          }
        }
      },
    ),
    { numRuns: 3000 },
  );
  expect(checks).toBeGreaterThan(50_000);
  expect(inside).toBeGreaterThan(10_000);
  const all = counts.compatible + counts.incompatible + counts.undecided;
  expect(counts.undecided / all).toBeLessThan(0.05);
  expect(counts.compatible / all).toBeGreaterThan(0.15);
});

function samplesOf(schema: JsonSchema, seed: number): unknown[] {
  return [0, 1, 2].flatMap(more => {
    try {
      const event = sample(schema, seed + more);
      return [event, ...neighbours(event)];
    } catch {
      return [];
    }
  });
}

/** The event with one part changed, at its first three levels. */
function neighbours(value: unknown, depth = 0): unknown[] {
  if (typeof value === 'number')
    return [value + 1, value - 1, -value, value / 2];
  if (typeof value === 'string') return [value.slice(1), `${value}x`, ''];
  if (value === null || typeof value !== 'object' || depth > 2)
    return [null, 1];
  if (Array.isArray(value)) {
    return [
      [],
      [...value, ...value],
      ...value.flatMap(one => neighbours(one, depth + 1).map(other => [other])),
    ];
  }
  return Object.entries(value).flatMap(([name, member]) => {
    const { [name]: _, ...others } = value as Record<string, unknown>;
    return [
      others,
      ...neighbours(member, depth + 1).map(other => ({
        ...value,
        [name]: other,
      })),
    ];
  });
}
