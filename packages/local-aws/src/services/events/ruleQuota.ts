import { Call } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { limitExceeded } from './errors';
import { EventBus, rulesOf } from './state';

/** "Amazon EventBridge quotas": rules per event bus. */
const RULES = 300;
const RULES_IN_SMALL_REGIONS = 100;
const SMALL_REGIONS = ['af-south-1', 'eu-south-1'];

/**
 * Refuses a rule more than a bus may have.
 *
 * @throws `LimitExceededException`
 */
export function checkRuleQuota(
  bus: EventBus,
  { accounts, settings }: Pick<Call, 'accounts' | 'settings'>,
): void {
  const usual = SMALL_REGIONS.includes(bus.region)
    ? RULES_IN_SMALL_REGIONS
    : RULES;
  if (rulesOf(accounts, bus).size >= (settings.quotas.rulesPerBus ?? usual)) {
    throw limitExceeded();
  }
}

/**
 * "Rules with wildcard" is a quota that AWS does not raise.
 *
 * @param name - of the rule that is to have a wildcard
 * @throws `LimitExceededException`
 */
export function checkWildcardQuota(
  bus: EventBus,
  name: string,
  { accounts, settings }: Pick<Call, 'accounts' | 'settings'>,
): void {
  const max = settings.quotas.wildcardRulesPerBus;
  let others = 0;
  for (const rule of rulesOf(accounts, bus).values()) {
    others += rule.hasWildcard && rule.name !== name ? 1 : 0;
  }
  if (others >= max) {
    throw new ServiceError(
      'LimitExceededException',
      `Event bus ${bus.name} already has ${max} rules with wildcard, the most it may have.`,
    );
  }
}
