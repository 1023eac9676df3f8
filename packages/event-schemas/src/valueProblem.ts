import { ErrorObject } from 'ajv';
import { distance } from 'fastest-levenshtein';
import { isObject, listOf } from './jsonSchema';
import { errorAt, SchemaProblem } from './problems';
import {
  COMPARISONS,
  count,
  fittingText,
  FORMAT_EXAMPLES,
  show,
  typeNames,
  UNITS,
} from './valueWords';

/** Where an error was found, in words. */
export interface ErrorPlace {
  /** Dotted path, empty for the whole value. */
  path: string;
  /** What stands there, as far as it may be shown. */
  found: unknown;
}

/** One of the validator's errors as a problem that a person can act on. */
export function valueProblem(
  error: ErrorObject,
  place: ErrorPlace,
): SchemaProblem {
  const { keyword, params, schema } = error;
  const { path } = place;
  const it = path || 'The value';
  const found = show(place.found);
  const inside = (name: unknown) =>
    path ? `${path}.${String(name)}` : String(name);
  const at = (message: string, mend: string) =>
    errorAt(path, keyword, message, mend);
  switch (keyword) {
    case 'required':
    case 'dependencies':
    case 'dependentRequired':
      return missing(error, inside);
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return superfluous(error, inside);
    case 'type':
      return at(
        `${it} must be ${typeNames(params.type)}, found ${found}`,
        `Send ${typeNames(params.type)}`,
      );
    case 'enum':
      return at(
        `${it} is ${found}, which the contract does not list`,
        `Use one of ${listOf(schema).map(show).join(', ')}`,
      );
    case 'const':
      return at(
        `${it} is ${found}, but must be ${show(schema)}`,
        `Use ${show(schema)}`,
      );
    case 'format':
      return at(
        `${it} is ${found}, which is not a ${String(params.format)}`,
        Object.hasOwn(FORMAT_EXAMPLES, String(params.format))
          ? `Write it as ${String(params.format)}, such as ${show(
              FORMAT_EXAMPLES[String(params.format)],
            )}`
          : `Write it as ${String(params.format)}`,
      );
    case 'pattern':
      return at(
        `${it} is ${found}, which does not fit the expression ${String(
          params.pattern,
        )}`,
        fittingText(String(params.pattern)),
      );
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum': {
      const bound = `${COMPARISONS[String(params.comparison)]} ${params.limit}`;
      return at(`${it} is ${found}, but must be ${bound}`, `Send ${bound}`);
    }
    case 'multipleOf':
      return at(
        `${it} is ${found}, which is no multiple of ${params.multipleOf}`,
        `Send a multiple of ${params.multipleOf}`,
      );
    case 'minLength':
    case 'minItems':
    case 'minProperties': {
      const least = count(params.limit, UNITS[keyword]);
      return at(
        `${it} must have at least ${least}, found ${found}`,
        `Give it ${least} or more`,
      );
    }
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
    case 'additionalItems':
    case 'items':
    case 'unevaluatedItems': {
      const most = count(params.limit ?? params.len, UNITS[keyword]);
      return at(
        `${it} may have at most ${most}, found ${found}`,
        `Shorten it to ${most}`,
      );
    }
    case 'uniqueItems':
      return at(
        `${it} has the same element at [${params.j}] and [${params.i}]`,
        'List each element once',
      );
    case 'contains':
      return at(
        `${it} ${containsWords(params)} of the kind the contract asks for`,
        'Add or remove elements until the number is right',
      );
    case 'not':
      return at(
        `${it} is ${found}, which the contract rules out`,
        'Send a value other than those under "not" in the contract',
      );
    case 'false schema':
      return at(`${it} is not allowed by the contract`, 'Leave it out');
    default:
      return at(
        `${it} ${error.message ?? 'does not fit the contract'}, found ${found}`,
        `Look up "${keyword}" in the contract and send a value that fits`,
      );
  }
}

/** The same for a name rather than a value. */
export function nameProblem(error: ErrorObject, path: string): SchemaProblem {
  const name = String(error.propertyName);
  const problem = valueProblem(error, { path: 'x', found: name });
  const where = path ? `${path}.${name}` : name;
  return errorAt(
    where,
    'propertyNames',
    `The name ${problem.message.slice(2)}`,
    'Rename the property as the contract asks',
  );
}

function missing(
  { keyword, params }: ErrorObject,
  inside: (name: unknown) => string,
): SchemaProblem {
  const path = inside(params.missingProperty);
  return errorAt(
    path,
    keyword,
    keyword === 'required'
      ? `${path} is missing`
      : `${path} is missing, which ${inside(params.property)} calls for`,
    keyword === 'required'
      ? 'Add it: the contract requires it'
      : `Add it, or leave ${inside(params.property)} out`,
  );
}

function superfluous(
  { keyword, params, parentSchema, data }: ErrorObject,
  inside: (name: unknown) => string,
): SchemaProblem {
  const name = String(params.additionalProperty ?? params.unevaluatedProperty);
  const path = inside(name);
  const properties = isObject(parentSchema?.properties)
    ? Object.keys(parentSchema.properties)
    : [];
  const free = properties.filter(
    other => !(isObject(data) && Object.hasOwn(data, other)),
  );
  const meant = nearest(name, free);
  return errorAt(
    path,
    keyword,
    `${path} is not in the contract`,
    meant === undefined
      ? 'Remove it, correct its name, or add it to the contract'
      : `Did you mean "${meant}"? Otherwise remove it, or add it to the contract`,
  );
}

/** A third of the letters may be wrong; more makes another word. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const far = Math.max(2, Math.floor(name.length / 3)) + 1;
  return known
    .map(other => ({
      other,
      away: distance(name.toLowerCase(), other.toLowerCase()),
    }))
    .filter(({ other, away }) => away < Math.min(far, other.length))
    .sort((one, two) => one.away - two.away)[0]?.other;
}

function containsWords({
  minContains,
  maxContains,
}: Record<string, unknown>): string {
  return maxContains === undefined
    ? `must have at least ${count(minContains, ['element', 'elements'])}`
    : `must have ${String(minContains)} to ${String(maxContains)} elements`;
}
