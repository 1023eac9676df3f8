import { JsonSchema, numberOf } from '../jsonSchema';
import { Demand, IMPOSSIBLE, plain, unjudged } from './demand';
import { hasPartsBeside } from './evaluated';
import { MakeGoal } from './makeGoal';
import { elementsOf, isNewDraft, Reading } from './reading';
import { sizeDemands } from './textDemands';

/** What a schema asks of a list. */
export function listDemands(
  schema: JsonSchema,
  reading: Reading,
  make: MakeGoal,
): Demand[] {
  const demands = sizeDemands(
    'size',
    numberOf(schema.minItems),
    numberOf(schema.maxItems),
  );
  const { first, rest: described } = elementsOf(schema, reading);
  let rest = described;
  if (schema.unevaluatedItems !== undefined && isNewDraft(reading)) {
    // Where nothing else describes elements, those left over are those no keyword beside speaks of.
    if (rest === undefined && !hasPartsBeside(schema, ['contains'])) {
      rest = schema.unevaluatedItems;
    } else if (rest === undefined) demands.push(unjudged('unevaluatedItems'));
  }
  if (first.length > 0 || rest !== undefined) {
    demands.push(elements(first, rest));
  }
  if (schema.uniqueItems === true) {
    demands.push(
      plain({ on: 'unique', holds: true }, { on: 'unique', holds: false }),
    );
  }
  if (schema.contains !== undefined) demands.push(...contains());
  return demands;

  function elements(places: unknown[], others: unknown): Demand {
    const goal = (part: unknown, holds: boolean) =>
      part === undefined || part === true ? undefined : make(part, holds);
    return {
      met: [
        [
          {
            atom: {
              on: 'elements',
              first: places.map(part => goal(part, true)),
              rest: goal(others, true),
            },
          },
        ],
      ],
      broken: [
        ...places.flatMap((part, index) => {
          const broken = goal(part, false);
          return broken
            ? [[{ atom: { on: 'element', index, goal: broken } as const }]]
            : [];
        }),
        ...[goal(others, false)].flatMap(broken =>
          broken
            ? [
                [
                  {
                    atom: {
                      on: 'some-element',
                      from: places.length,
                      goal: broken,
                    } as const,
                  },
                ],
              ]
            : [],
        ),
      ],
    };
  }

  function contains(): Demand[] {
    const least = isNewDraft(reading) ? numberOf(schema.minContains) ?? 1 : 1;
    const most = isNewDraft(reading) ? numberOf(schema.maxContains) : undefined;
    if (most === undefined && least === 0) return [];
    if (most !== undefined && least > most) return [IMPOSSIBLE];
    if (most !== undefined || least !== 1) {
      return [unjudged('minContains and maxContains')];
    }
    return [
      {
        met: [
          [
            {
              atom: {
                on: 'some-element',
                from: 0,
                goal: make(schema.contains, true),
              },
            },
          ],
        ],
        broken: [
          [
            {
              atom: {
                on: 'elements',
                first: [],
                rest: make(schema.contains, false),
              },
            },
          ],
        ],
      },
    ];
  }
}
