import { EventPattern } from './parsePattern';
import { RuleSet } from './ruleSet';

/**
 * Turns a pattern into a test of events. The test takes a parsed event or its JSON text, and throws
 * {@link InvalidEventError} for anything that is not a JSON object.
 *
 * Only the envelope's own fields count at the top level, as in EventBridge. To try many patterns at once use
 * {@link RuleSet}, which this is with a single rule.
 *
 * @public
 */
export function compile(pattern: EventPattern): (event: unknown) => boolean {
  const rules = new RuleSet<true>();
  rules.add(true, pattern);
  return event => rules.match(event).length > 0;
}
