import { compileYesOrNo } from '../compileSchema';
import { readingOf, Reading } from '../inclusion/reading';
import { JsonSchema } from '../jsonSchema';
import { SchemaProblem } from '../problems';
import { validate } from '../validate';
import { SchemaVersion } from './compatibilityTypes';

/** A version with all that is made of its schema, made once and only if needed. */
export class ReadableVersion {
  readonly version: SchemaVersion['version'];
  readonly schema: JsonSchema;
  readonly reading: Reading;
  #accepts: ((event: unknown) => boolean) | undefined;
  #problems: ((event: unknown) => SchemaProblem[]) | undefined;

  constructor({ version, schema }: SchemaVersion) {
    this.version = version;
    this.schema = schema;
    this.reading = readingOf(schema);
  }

  accepts(event: unknown): boolean {
    this.#accepts ??= compileYesOrNo(this.schema);
    return this.#accepts(event);
  }

  problemsOf(event: unknown): SchemaProblem[] {
    this.#problems ??= validate(this.schema);
    return this.#problems(event);
  }
}
