import { isObject, JsonSchema, listOf, numberOf } from '../jsonSchema';
import { Item, Ways } from './atoms';
import { Demand, plain, unjudged } from './demand';
import { hasPartsBeside } from './evaluated';
import { Goal } from './goal';
import { MakeGoal } from './makeGoal';
import {
  isNewDraft,
  namesIn,
  patternsOf,
  propertiesOf,
  Reading,
  requiredOf,
} from './reading';
import { sizeDemands } from './textDemands';

/** What a schema asks of an object. */
export function objectDemands(
  schema: JsonSchema,
  reading: Reading,
  make: MakeGoal,
): Demand[] {
  const demands = sizeDemands(
    'size',
    numberOf(schema.minProperties),
    numberOf(schema.maxProperties),
  );
  for (const name of requiredOf(schema)) {
    demands.push(
      plain({ on: 'present', name, goals: [] }, { on: 'absent', name }),
    );
  }
  let rest = schema.additionalProperties;
  if (schema.unevaluatedProperties !== undefined && isNewDraft(reading)) {
    if (rest === undefined && !hasPartsBeside(schema)) {
      rest = schema.unevaluatedProperties;
    } else if (rest === undefined) {
      demands.push(unjudged('unevaluatedProperties'));
    }
  }
  demands.push(...memberDemands(schema, rest, reading, make));
  const { propertyNames } = schema;
  if (propertyNames !== undefined && propertyNames !== true) {
    demands.push({
      met: [[{ atom: { on: 'names', goal: make(propertyNames, true) } }]],
      broken: [
        [
          {
            atom: {
              on: 'some-member',
              select: {
                matchesNone: [],
                isNone: new Set(),
                fulfils: make(propertyNames, false),
              },
              goals: [],
            },
          },
        ],
      ],
    });
  }
  return [...demands, ...dependencyDemands(schema, reading, make)];
}

function memberDemands(
  schema: JsonSchema,
  rest: unknown,
  { isUnicode }: Reading,
  make: MakeGoal,
): Demand[] {
  const properties = propertiesOf(schema);
  const patterns = patternsOf(schema).map(([expression, inner]) => ({
    expression,
    isUnicode,
    inner,
  }));
  const described = [...properties.values(), ...patterns.map(p => p.inner)];
  if (![...described, rest].some(says)) return [];
  const met: Ways = [
    [
      {
        atom: {
          on: 'members',
          named: mapped(properties, inner => make(inner, true)),
          patterns: patterns.map(({ inner, ...pattern }) => ({
            ...pattern,
            goal: make(inner, true),
          })),
          rest: says(rest) ? make(rest, true) : undefined,
        },
      },
    ],
  ];
  const someMember = (
    goal: Goal,
    matches: { expression: string; isUnicode: boolean } | undefined,
  ): Item[] => [
    {
      atom: {
        on: 'some-member',
        select: matches
          ? { matches, matchesNone: [], isNone: new Set() }
          : { matchesNone: patterns, isNone: new Set(properties.keys()) },
        goals: [goal],
      },
    },
  ];
  return [
    {
      met,
      broken: [
        ...[...properties]
          .filter(([, inner]) => says(inner))
          .map(([name, inner]): Item[] => [
            { atom: { on: 'present', name, goals: [make(inner, false)] } },
          ]),
        ...patterns
          .filter(({ inner }) => says(inner))
          .map(({ inner, ...pattern }) =>
            someMember(make(inner, false), pattern),
          ),
        ...(says(rest) ? [someMember(make(rest, false), undefined)] : []),
      ],
    },
  ];
}

/** Draft-04 to Draft-07 have one keyword for what 2019-09 split in two; the validator reads it in all of them. */
function dependencyDemands(
  schema: JsonSchema,
  reading: Reading,
  make: MakeGoal,
): Demand[] {
  const dependencies = [schema.dependencies];
  if (isNewDraft(reading)) {
    dependencies.push(schema.dependentRequired, schema.dependentSchemas);
  }
  return dependencies.filter(isObject).flatMap(byName =>
    Object.entries(byName)
      .filter(([name]) => name !== '__proto__')
      .map(([name, wanted]): Demand => {
        const present: Item = { atom: { on: 'present', name, goals: [] } };
        const absent: Item = { atom: { on: 'absent', name } };
        if (!Array.isArray(wanted)) {
          return {
            met: [[absent], [present, { goal: make(wanted, true) }]],
            broken: [[present, { goal: make(wanted, false) }]],
          };
        }
        const names = namesIn(listOf(wanted));
        return {
          met: [
            [absent],
            [
              present,
              ...names.map(
                (other): Item => ({
                  atom: { on: 'present', name: other, goals: [] },
                }),
              ),
            ],
          ],
          broken: names.map(other => [
            present,
            { atom: { on: 'absent', name: other } },
          ]),
        };
      }),
  );
}

/** Whether a schema can refuse anything at first sight. */
function says(schema: unknown): boolean {
  return (
    schema === false || (isObject(schema) && Object.keys(schema).length > 0)
  );
}

function mapped<Before, After>(
  map: ReadonlyMap<string, Before>,
  change: (value: Before) => After,
): Map<string, After> {
  return new Map([...map].map(([name, value]) => [name, change(value)]));
}
