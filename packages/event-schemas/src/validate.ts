import { ErrorObject } from 'ajv';
import {
  ChoiceErrors,
  countElementErrors,
  errorsOfChoices,
  nearestChoice,
} from './choiceErrors';
import { CompiledSchema, compileSchema } from './compileSchema';
import { JsonSchema } from './jsonSchema';
import { maskSensitive } from './personalData';
import { errorAt, SchemaProblem } from './problems';
import { dottedPath, pointerSteps, valueAt } from './valueAt';
import { nameProblem, valueProblem } from './valueProblem';
import { show } from './valueWords';

/**
 * Turns a schema of drafts 04 to 2020-12 into a check of values that collects every problem, each with its place, what is
 * wrong and what would be right. Of the choices of `anyOf` and `oneOf` only the nearest is explained. Personal data
 * (`x-busline-personal-data`) is not repeated in messages, see {@link maskSensitive}.
 *
 * A schema without `$schema` is read as the draft its keywords belong to; OpenAPI's `nullable` and `discriminator` are
 * understood. Keywords of later drafts count in earlier ones too.
 *
 * Compiles code (`new Function`), which a browser must allow by its content security policy.
 *
 * @throws InvalidContractError if the schema itself cannot be used
 * @public
 */
export function validate(
  schema: JsonSchema,
): (value: unknown) => SchemaProblem[] {
  const compiled = compileSchema(schema);
  return value => {
    if (compiled.check(value)) return [];
    const problems = listProblems([...(compiled.check.errors ?? [])], [], {
      compiled,
      value,
      shown: maskSensitive(schema, value),
    });
    const seen = new Set<string>();
    return problems.filter(({ path, code, message }) => {
      const key = JSON.stringify([path, code, message]);
      return !seen.has(key) && seen.add(key);
    });
  };
}

interface Reading {
  compiled: CompiledSchema;
  value: unknown;
  /** The value without what may not be shown. */
  shown: unknown;
}

/** @param around - where the errors' own paths begin */
function listProblems(
  errors: ErrorObject[],
  around: readonly string[],
  reading: Reading,
): SchemaProblem[] {
  const problems: SchemaProblem[][] = [];
  // From the end, since a summary follows what it sums up.
  for (let error = errors.pop(); error; error = errors.pop()) {
    const steps = [...around, ...pointerSteps(error.instancePath)];
    const path = dottedPath(reading.value, steps);
    switch (error.keyword) {
      case 'anyOf':
      case 'oneOf': {
        const choices = errorsOfChoices(error, reading.compiled);
        if (!choices) break;
        errors.splice(errors.length - choices.flat().length);
        problems.push(choiceProblems(error, choices, steps, reading));
        continue;
      }
      case 'contains': {
        const count = countElementErrors(error, reading.compiled);
        errors.splice(errors.length - count);
        break;
      }
      case 'if':
      case 'propertyNames':
        // What exactly is wrong stands before.
        continue;
      default:
    }
    const found = valueAt(reading.shown, steps);
    problems.push([
      error.propertyName === undefined
        ? valueProblem(error, { path, found })
        : nameProblem(error, path),
    ]);
  }
  return problems.reverse().flat();
}

function choiceProblems(
  error: ErrorObject,
  choices: ChoiceErrors[],
  steps: readonly string[],
  reading: Reading,
): SchemaProblem[] {
  const path = dottedPath(reading.value, steps);
  const found = valueAt(reading.shown, steps);
  const it = path || 'The value';
  const fitting = choices.flatMap((errors, index) =>
    errors.length === 0 ? [index + 1] : [],
  );
  if (fitting.length > 1) {
    return [
      errorAt(
        path,
        error.keyword,
        `${it} is ${show(found)}, which fits choices ${fitting.join(
          ' and ',
        )} of the contract, but may fit only one`,
        'Leave out what belongs to the other choice',
      ),
    ];
  }
  const alike = alikeProblem(error, choices, { path, found });
  if (alike) return [alike];
  const nearest = nearestChoice(error, choices);
  return listProblems(choices[nearest], steps, reading).map(problem => ({
    ...problem,
    mend:
      choices.length > 1
        ? `${problem.mend} (the nearest of ${choices.length} choices)`
        : problem.mend,
  }));
}

/** Choices that all ask for another type, or all for another value, are one list to choose from. */
function alikeProblem(
  error: ErrorObject,
  choices: readonly ChoiceErrors[],
  place: { path: string; found: unknown },
): SchemaProblem | undefined {
  const only = choices.flatMap(errors =>
    errors.length === 1 && errors[0].instancePath === '' ? errors : [],
  );
  if (only.length < choices.length) return undefined;
  if (only.every(({ keyword }) => keyword === 'type')) {
    const type = only.flatMap(({ params }) => params.type);
    return valueProblem(
      { ...error, keyword: 'type', params: { type: [...new Set(type)] } },
      place,
    );
  }
  if (only.every(({ keyword }) => ['const', 'enum'].includes(keyword))) {
    const schema = only.flatMap(one =>
      one.keyword === 'const' ? [one.schema] : one.schema,
    );
    return valueProblem({ ...error, keyword: 'enum', schema }, place);
  }
  return undefined;
}
