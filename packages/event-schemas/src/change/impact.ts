import {
  analyse,
  EventPattern,
  fieldsRead,
  PatternAnalysis,
} from '@busline/event-patterns';
import { JsonSchema } from '../jsonSchema';
import { diff } from './diff';
import { SchemaChange } from './schemaChange';

/**
 * Two versions of an event type's contract.
 *
 * @public
 */
export interface ContractChange {
  source: string;
  detailType: string;
  /** Schemas of the detail. */
  before: JsonSchema;
  after: JsonSchema;
}

/**
 * A subscription's filter.
 *
 * @public
 */
export interface SubscriptionPattern<Id> {
  id: Id;
  pattern: EventPattern;
}

/**
 * What a change of contract means for one subscription.
 *
 * @public
 */
export interface SubscriptionImpact<Id> {
  id: Id;
  /**
   * `breaks`: the filter could match before and provably never matches events of the new contract. `at-risk`: it reads a field
   * that the change removes, narrows, retypes or makes optional, so that it may match less, or its meaning may have changed.
   * `wider`: it reads a field that may now hold more. `unaffected`: none of these.
   */
  impact: 'breaks' | 'at-risk' | 'wider' | 'unaffected';
  /** The changes at the fields it reads. */
  changes: SchemaChange[];
  /** Why, in sentences. */
  reasons: string[];
}

/**
 * Which subscriptions' filters read a field that a change of contract removes, narrows or retypes.
 *
 * @param change - the two versions
 * @param subscriptions - filters that are meant for this event type; those for another are `unaffected`
 * @returns one answer for each subscription, in their order
 * @public
 */
export function impact<Id>(
  change: ContractChange,
  subscriptions: readonly SubscriptionPattern<Id>[],
): SubscriptionImpact<Id>[] {
  const { source, detailType, before, after } = change;
  const changes = diff(before, after).filter(
    ({ kind }) => kind !== 'annotation-changed',
  );
  return subscriptions.map(({ id, pattern }) => {
    const judged = (detailSchema: JsonSchema) =>
      analyse(pattern, { source, detailType, detailSchema });
    const then = judged(before);
    // It is for other events, or was broken before.
    if (then.verdict === 'never') {
      return { id, impact: 'unaffected', changes: [], reasons: [] };
    }
    return {
      id,
      ...impactOf(then, judged(after), changesRead(pattern, changes)),
    };
  });
}

function impactOf(
  then: PatternAnalysis,
  now: PatternAnalysis,
  changes: SchemaChange[],
): Omit<SubscriptionImpact<unknown>, 'id'> {
  const messages = changes.map(({ message }) => message);
  const news = now.reasons.filter(reason => !then.reasons.includes(reason));
  const reasons = [...messages, ...news];
  if (now.verdict === 'never') return { impact: 'breaks', changes, reasons };
  const lessens = changes.some(
    ({ effect }) =>
      effect === 'narrows' || effect === 'both' || effect === 'unknown',
  );
  const losesSome = then.verdict === 'always' && now.verdict !== 'always';
  const mayBeAbsent = changes.some(({ kind }) => kind === 'required-removed');
  if (lessens || losesSome || mayBeAbsent || news.length > 0) {
    return { impact: 'at-risk', changes, reasons };
  }
  const widens = changes.some(({ effect }) => effect === 'widens');
  return { impact: widens ? 'wider' : 'unaffected', changes, reasons };
}

const ANY_NAME = '*';

/** Changes of these kinds at a place concern all that lies inside it; others only the place itself. */
const CONCERN_ALL_INSIDE: ReadonlySet<SchemaChange['kind']> = new Set([
  'property-removed',
  'property-renamed',
  'required-added',
  'required-removed',
  'type-changed',
  'null-allowed',
  'choice-added',
  'choice-removed',
  'rule-changed',
]);

/** The changes at the fields that a pattern reads, and at what holds them. */
function changesRead(
  pattern: EventPattern,
  changes: readonly SchemaChange[],
): SchemaChange[] {
  const fields = fieldsRead(pattern).map(path => path.split('.'));
  return changes.filter(({ path, kind }) => {
    const place = stepsTo(path);
    return fields.some(
      field =>
        (place.length === field.length ||
          (place.length < field.length && CONCERN_ALL_INSIDE.has(kind))) &&
        place.every((step, at) => step === ANY_NAME || step === field[at]),
    );
  });
}

/** A pattern does not see lists, and names are known only as far as the contract names them. */
function stepsTo(path: string): string[] {
  return path
    .replace(/\[\d*\]/g, '')
    .replace(/\.\/.*\/(?=\.|$)/g, `.${ANY_NAME}`)
    .split('.');
}
