import { ErrorObject } from 'ajv';
import { CompiledSchema } from './compileSchema';
import { isObject, listOf, refStep, textOf } from './jsonSchema';

/** What was found wrong with one of several choices; empty for one that fits. */
export type ChoiceErrors = ErrorObject[];

/**
 * Why a value fits none of the choices of `anyOf` or `oneOf`, or too many. The validator lists the errors of all choices in
 * a row without saying whose they are, so each choice is asked again.
 */
export function errorsOfChoices(
  error: ErrorObject,
  { checkOf }: CompiledSchema,
): ChoiceErrors[] | undefined {
  const choices: ChoiceErrors[] = [];
  for (let index = 0; index < listOf(error.schema).length; index++) {
    const check = checkOf(error.parentSchema, error.keyword, index);
    if (!check) return undefined;
    choices.push(check(error.data) ? [] : [...(check.errors ?? [])]);
    // The validator stops here too.
    if (choices.filter(errors => errors.length === 0).length > 1) break;
  }
  return choices;
}

/** How many errors the validator listed of the elements before it said that a list does not contain what it should. */
export function countElementErrors(
  error: ErrorObject,
  { checkOf }: CompiledSchema,
): number {
  const check = checkOf(error.parentSchema, 'contains');
  let count = 0;
  let matches = 0;
  for (const element of check ? listOf(error.data) : []) {
    if (!check || check(element)) matches++;
    else count += check.errors?.length ?? 0;
    if (matches > Number(error.params.maxContains)) break;
  }
  return count;
}

/** The choice the value was most likely meant for. */
export function nearestChoice(
  error: ErrorObject,
  choices: readonly ChoiceErrors[],
): number {
  const named = namedChoice(error);
  if (named !== undefined && named < choices.length) return named;
  const distances = choices.map(distanceOf);
  return distances.indexOf(Math.min(...distances));
}

/** A value of another type is far off, one that says it is something else a little less, any other slip is near. */
function distanceOf(errors: ChoiceErrors): number {
  return errors.reduce((sum, { keyword, instancePath }) => {
    const depth = instancePath.split('/').length - 1;
    if (keyword === 'type' && depth === 0) return sum + 10_000;
    const isTag = ['const', 'enum'].includes(keyword) && depth <= 1;
    return sum + (isTag ? 100 : 1);
  }, 0);
}

/** OpenAPI's discriminator says it outright. */
function namedChoice({
  parentSchema,
  schema,
  data,
}: ErrorObject): number | undefined {
  const discriminator: unknown = parentSchema?.discriminator;
  if (!isObject(discriminator) || !isObject(data)) return undefined;
  const property = textOf(discriminator.propertyName);
  const name = property === undefined ? undefined : textOf(data[property]);
  if (name === undefined) return undefined;
  const { mapping } = discriminator;
  const mapped =
    isObject(mapping) && Object.hasOwn(mapping, name)
      ? mapping[name]
      : undefined;
  const index = listOf(schema).findIndex(
    choice =>
      isObject(choice) &&
      (mapped === undefined
        ? textOf(choice.$ref)?.endsWith(`/${refStep(name)}`)
        : choice.$ref === mapped),
  );
  return index < 0 ? undefined : index;
}
