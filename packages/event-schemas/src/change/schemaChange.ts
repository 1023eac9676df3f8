/**
 * What a change does to the events a schema accepts, as writers send them: only what their schema names. `widens`: more are
 * accepted than before; `narrows`: fewer; `both`: some more and some fewer; `none`: the same ones; `unknown`: not decided here,
 * where {@link compatibility} may.
 *
 * @public
 */
export type ChangeEffect = 'widens' | 'narrows' | 'both' | 'none' | 'unknown';

/**
 * What changed at one place of a contract.
 *
 * @public
 */
export type SchemaChangeDetail =
  | { kind: 'property-added' | 'property-removed'; required: boolean }
  /** A hint beside `property-removed` and `property-added`: the two look alike. */
  | { kind: 'property-renamed'; newPath: string }
  | { kind: 'required-added' | 'required-removed' }
  /** Types as JSON Schema names them; empty where any is allowed. `null` is told apart. */
  | { kind: 'type-changed'; before: string[]; after: string[] }
  | { kind: 'null-allowed' | 'null-refused' }
  /** Values of `enum` or `const`. */
  | { kind: 'values-added' | 'values-removed'; values: unknown[] }
  /** An upper or lower limit of a number, a length or a count. Undefined where there is none. */
  | {
      kind: 'limit-changed';
      keyword: string;
      before: number | undefined;
      after: number | undefined;
    }
  | {
      kind: 'format-changed' | 'pattern-changed';
      before: unknown;
      after: unknown;
    }
  /** What may stand beside the named properties. */
  | {
      kind: 'unnamed-properties-changed';
      before: UnnamedProperties;
      after: UnnamedProperties;
    }
  | { kind: 'choice-added' | 'choice-removed'; keyword: 'anyOf' | 'oneOf' }
  /** Any other keyword that limits values. */
  | { kind: 'rule-changed'; keyword: string; before: unknown; after: unknown }
  /** The mark for personal data: losing it may let personal data into logs. */
  | { kind: 'personal-data-mark-lost' | 'personal-data-mark-gained' }
  /** Words for people, which limit nothing. */
  | {
      kind: 'annotation-changed';
      keyword: string;
      before: unknown;
      after: unknown;
    };

/** @public */
export type UnnamedProperties = 'allowed' | 'refused' | 'described';

/**
 * One change between two versions of a contract.
 *
 * @public
 */
export type SchemaChange = SchemaChangeDetail & {
  /** Such as `detail.items[].sku`; `*` stands for any unnamed property, `[0]` for a place of a tuple. */
  path: string;
  effect: ChangeEffect;
  /** The change as a sentence. */
  message: string;
};
