import Ajv, { Options, ValidateFunction } from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { Dialect, dialectOf } from './dialect';
import { compareAsJson } from './equalityKeywords';
import { JsonSchema } from './jsonSchema';
import { plainSchema } from './plainSchema';
import { errorAt, InvalidContractError } from './problems';
import { costlyPlace, costlyProblem } from './readingCost';
import { allPlaces } from './schemaKeywords';

const OPTIONS: Options = {
  allErrors: true,
  strict: false,
  // Names every object inherits, such as toString, are not properties of an event.
  ownProperties: true,
  verbose: true,
  // Unknown formats are not an error: contracts carry formats of their own.
  logger: false,
};

/** What references from outside the schema call it. */
const NAME = 'contract';

/** Half the code: it stops at the first error and says nothing about it. */
const YES_OR_NO: Options = {
  ...OPTIONS,
  allErrors: false,
  verbose: false,
  messages: false,
  code: { optimize: false },
};

/** A schema as a function, and each schema inside it as another. */
export interface CompiledSchema {
  /** Collects every error of a value. */
  check: ValidateFunction;
  /** The same for a schema inside this one: the steps lead to it from the schema that an error names as its parent. */
  checkOf(
    parent: unknown,
    ...steps: (string | number)[]
  ): ValidateFunction | undefined;
}

/**
 * Compiles a schema so that its errors can be looked into.
 *
 * @throws InvalidContractError if the schema itself cannot be used
 */
export function compileSchema(schema: JsonSchema): CompiledSchema {
  const { ajv, check, plain } = compileWith(schema, OPTIONS);
  const pointers = new Map<unknown, string>();
  const compiled = new Map<string, ValidateFunction>();
  return {
    check,
    checkOf(parent, ...steps) {
      // Only errors need them, so most schemas never do.
      if (pointers.size === 0) {
        for (const place of allPlaces(plain)) {
          pointers.set(place.schema, place.pointer);
        }
      }
      const pointer = pointers.get(parent);
      if (pointer === undefined) return undefined;
      const $ref = `${NAME}#${[pointer, ...steps].join('/')}`;
      const part = compiled.get($ref) ?? ajv.compile({ $ref });
      compiled.set($ref, part);
      return part;
    },
  };
}

/**
 * Whether the schema accepts a value, and no more; cheaper to compile.
 *
 * @throws InvalidContractError if the schema itself cannot be used
 */
export function compileYesOrNo(
  schema: JsonSchema,
): (value: unknown) => boolean {
  const { check } = compileWith(schema, YES_OR_NO);
  return value => check(value) === true;
}

/**
 * Refuses what its dialect does not allow, without compiling it.
 *
 * @throws InvalidContractError
 */
export function refuseNoSchema(schema: JsonSchema): void {
  const costly = costlyPlace(schema);
  if (costly) throw new InvalidContractError([costlyProblem(costly)]);
  const { $schema, ...rest } = plainSchema(schema);
  try {
    judgeOf(dialectOf(schema)).validateSchema(rest, true);
  } catch (error) {
    throw unusable(error);
  }
}

function compileWith(
  schema: JsonSchema,
  options: Options,
): { ajv: Ajv; check: ValidateFunction; plain: JsonSchema } {
  refuseNoSchema(schema);
  const dialect = dialectOf(schema);
  const { $schema, ...plain } = plainSchema(schema);
  const compile = (more: Options) => {
    // An instance keeps all it ever compiled and every id it met, so each schema gets its own.
    const ajv = newAjv(dialect, { ...options, ...more, validateSchema: false });
    ajv.addSchema(plain, NAME);
    return { ajv, check: ajv.compile(plain), plain };
  };
  try {
    return compile({});
  } catch {
    try {
      // Older contracts hold expressions that only the laxer syntax takes, such as `\@`.
      return compile({ unicodeRegExp: false });
    } catch (error) {
      throw unusable(error);
    }
  }
}

function unusable(error: unknown): InvalidContractError {
  return new InvalidContractError([
    errorAt(
      '',
      'not-a-schema',
      error instanceof Error ? error.message : String(error),
      'Correct the schema; checkDetailSchema names the places',
    ),
  ]);
}

const judges = new Map<Dialect, Ajv>();

/**
 * Knows what a schema of this dialect may look like. Compiling that takes ten times as long as compiling a usual contract,
 * so it is done once; judging a schema leaves nothing behind.
 */
function judgeOf(dialect: Dialect): Ajv {
  const judge = judges.get(dialect) ?? newAjv(dialect, OPTIONS);
  judges.set(dialect, judge);
  return judge;
}

function newAjv(dialect: Dialect, options: Options): Ajv {
  const ajv = ajvOf(dialect, options);
  addFormats(ajv);
  compareAsJson(ajv);
  return ajv;
}

function ajvOf(dialect: Dialect, options: Options): Ajv {
  switch (dialect) {
    case '2020-12':
      return new Ajv2020(options);
    case '2019-09':
      return new Ajv2019(options);
    case 'draft-04':
      return new Ajv04(options);
    default:
      return new Ajv(options);
  }
}
