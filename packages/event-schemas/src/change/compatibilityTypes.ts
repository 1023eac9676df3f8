import { JsonSchema } from '../jsonSchema';
import { SchemaProblem } from '../problems';

/**
 * What a new version of a contract promises. The newest version is compared with the one before it; `_TRANSITIVE` compares it
 * with every earlier one.
 *
 * - `BACKWARD`: consumers on the new schema read events written under the old one, as replays and archives do. Every event
 *   the old schema allows must be valid under the new.
 * - `FORWARD`: consumers still on the old schema read events written under the new one, as live consumers do. Every event the
 *   new schema allows must be valid under the old.
 * - `FULL`: both.
 *
 * @public
 */
export type CompatibilityMode =
  | 'BACKWARD'
  | 'FORWARD'
  | 'FULL'
  | 'BACKWARD_TRANSITIVE'
  | 'FORWARD_TRANSITIVE'
  | 'FULL_TRANSITIVE';

/** @public */
export interface SchemaVersion {
  version: string | number;
  /** Schema of the detail, in any draft from 04 to 2020-12, or as OpenAPI 3.0 writes schemas. */
  schema: JsonSchema;
}

/** @public */
export interface CompatibilityOptions {
  /**
   * Whether writers send properties that their schema allows but does not name.
   *
   * `not-sent` (the default) takes it that an event carries only properties which its writer's schema names at that place, in
   * `properties`, `required`, `patternProperties`, `enum` or `const` of any of the schemas that speak of the place (through
   * `$ref`, `allOf`, `anyOf`, `oneOf`, `if`, `then`, `else` and dependencies). Two kinds of object stay open: those of which
   * no property is described, and those whose schema says that others come, with `additionalProperties` or
   * `unevaluatedProperties` that is `true` or a schema. So a new optional property does not break `BACKWARD`.
   *
   * `may-be-sent` takes the schema at its word: what is not forbidden may come. Then adding an optional property to an open
   * object breaks `BACKWARD`, since an old event may carry that name with another type.
   */
  unnamedProperties?: 'not-sent' | 'may-be-sent';
  /** Steps spent on each pair before it is `undecided`; 20,000 by default, well under a second. */
  maxSteps?: number;
}

/** @public */
export type CompatibilityVerdict = 'compatible' | 'incompatible' | 'undecided';

/**
 * An event that its writer's schema accepts and its reader's refuses, as `validate` judges both.
 *
 * @public
 */
export interface Witness {
  /** The detail of the event. */
  event: unknown;
  /** What the reader's schema has against it. */
  problems: SchemaProblem[];
}

/**
 * One writer's version against one reader's.
 *
 * @public
 */
export interface CompatibilityCheck {
  /** `backward`: the new schema reads what the old one wrote. `forward`: the old schema reads what the new one writes. */
  direction: 'backward' | 'forward';
  writer: SchemaVersion['version'];
  reader: SchemaVersion['version'];
  verdict: CompatibilityVerdict;
  /** Why it is not compatible, or what could not be decided, in sentences. */
  reasons: string[];
  /** Proof that it is incompatible: at least one then, otherwise none. Each breaks something else. */
  witnesses: Witness[];
}

/** @public */
export interface Compatibility {
  mode: CompatibilityMode;
  verdict: CompatibilityVerdict;
  checks: CompatibilityCheck[];
}
