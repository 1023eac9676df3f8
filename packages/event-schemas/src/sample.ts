import { compileYesOrNo, refuseNoSchema } from './compileSchema';
import { JsonSchema } from './jsonSchema';
import { Sampler } from './sampler';
import { SeededRandom } from './seededRandom';
import { surelyAccepts } from './surelyAccepts';
import { validate } from './validate';

/**
 * Thrown when no valid sample could be made: the schema contradicts itself or is too intricate.
 *
 * @public
 */
export class NoSampleError extends Error {
  readonly name = 'NoSampleError';
}

/** Later attempts vary the choices and drop optional properties. */
const ATTEMPTS = 60;

/**
 * A readable value that the schema accepts, from its examples, defaults, enums, formats and property names. The same schema
 * and seed give the same value. Checked as {@link validate} does, so may compile code.
 *
 * Personal data is masked: text marked `x-busline-personal-data` reads `***` wherever the schema allows that, and what the
 * author wrote as its example or default is never used. Where a format, an expression or another type forbids it, the value
 * is made up like any other; values that the schema lists itself may be used.
 *
 * @param schema - a JSON Schema of drafts 04 to 2020-12
 * @param seed - any whole number
 * @throws NoSampleError if no valid value could be made
 * @throws InvalidContractError if the schema itself cannot be used
 * @public
 */
export function sample(schema: JsonSchema, seed = 1): unknown {
  refuseNoSchema(schema);
  let compiled: ReturnType<typeof compileYesOrNo> | undefined;
  const accepts = (value: unknown) => {
    if (surelyAccepts(schema, value)) return true;
    compiled ??= compileYesOrNo(schema);
    return compiled(value);
  };
  let nearest: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const sampler = new Sampler(
      schema,
      new SeededRandom(seed + attempt * 7919),
      {
        // First try everything described, then ever more of the bare minimum.
        optionalShare: attempt < ATTEMPTS / 4 ? 1 : 1 - attempt / ATTEMPTS,
        usesExamples: attempt < ATTEMPTS / 2,
        isBold: attempt >= ATTEMPTS / 4 && attempt % 2 === 1,
      },
    );
    const value = sampler.sample(schema);
    if (accepts(value)) return value;
    if (attempt === 0) nearest = value;
  }
  const [problem] = validate(schema)(nearest);
  throw new NoSampleError(
    `No valid sample could be made from the schema; the nearest had this problem: ${problem?.message}`,
  );
}
