import { Rule } from '../accounts';
import { EventEnvelope } from './event';

function literals(field: unknown): string[] | undefined {
  return Array.isArray(field) &&
    field.every((item): item is string => typeof item === 'string')
    ? field
    : undefined;
}

function add(map: Map<string, Rule[]>, key: string, rule: Rule): void {
  const rules = map.get(key);
  if (rules) {
    rules.push(rule);
  } else {
    map.set(key, [rule]);
  }
}

/**
 * The rules of a bus, found by the literal sources and detail types that most
 * patterns ask for, so that an event is tried against few of them.
 */
export class RuleIndex {
  readonly #bySource = new Map<string, Rule[]>();
  readonly #byDetailType = new Map<string, Rule[]>();
  readonly #others: Rule[] = [];

  constructor(rules: Iterable<Rule>) {
    for (const rule of rules) {
      if (rule.matches && rule.eventPattern) {
        const pattern = JSON.parse(rule.eventPattern);
        const sources = literals(pattern.source);
        const detailTypes = literals(pattern['detail-type']);
        if (sources) {
          new Set(sources).forEach(key => add(this.#bySource, key, rule));
        } else if (detailTypes) {
          new Set(detailTypes).forEach(key =>
            add(this.#byDetailType, key, rule),
          );
        } else {
          this.#others.push(rule);
        }
      }
    }
  }

  /** Enabled rules whose pattern the event matches. */
  matching(event: EventEnvelope): Rule[] {
    return [
      ...(this.#bySource.get(event.source) ?? []),
      ...(this.#byDetailType.get(event['detail-type']) ?? []),
      ...this.#others,
    ].filter(rule => rule.state !== 'DISABLED' && rule.matches?.(event));
  }
}
