import { AccountRegion, eventBusArn, ruleArn } from '../../aws/arn';
import { Ground } from '../ground';
import { RuleSnapshot } from '../../snapshot/types';
import { readRulePattern } from '../../topology/rulePattern';
import { isSamePattern } from '../samePattern';
import { stateProblem } from '../problem';
import { draft, Draft, partOf, seen, tagDifferences } from './draft';

/** A rule on a bus. */
export interface WantedRule {
  at: AccountRegion;
  busName: string;
  name: string;
  why: string;
  description: string;
  pattern: Record<string, unknown>;
  tags: Record<string, string>;
}

/** A rule; one that exists keeps its own words, and its pattern if it means the same. */
export function draftRule(ground: Ground, wanted: WantedRule): Draft {
  const { at, busName, name, why, pattern, tags } = wanted;
  const bus = ground.aws.bus(eventBusArn(at, busName));
  const sighting = partOf(bus, ({ rules }) =>
    rules.find(rule => rule.name === name),
  );
  const rule = seen(sighting);
  const text = JSON.stringify(pattern);
  const isSame = rule !== undefined && hasPattern(rule, pattern);

  const differences: string[] = [];
  if (rule && !rule.state.startsWith('ENABLED')) {
    differences.push(`state: ${rule.state} → ENABLED`);
  }
  if (rule && !isSame) {
    differences.push(`pattern: ${rule.eventPattern ?? 'none'} → ${text}`);
  }
  if (rule) {
    differences.push(...tagDifferences(tags, rule.tags));
  }
  const drafted = draft(ground, {
    at,
    arn: ruleArn(at, busName, name),
    title: `rule ${name} on bus ${busName}`,
    why,
    desired: {
      kind: 'rule',
      busName,
      name,
      description: rule ? rule.description ?? '' : wanted.description,
      eventPattern: isSame ? rule.eventPattern ?? text : text,
      tags,
    },
    sighting,
    differences,
  });
  if (rule?.managedBy) {
    drafted.problems.push(
      stateProblem(
        'rule-managed-by-aws',
        { arn: rule.arn, name: `rule ${name}` },
        `Rule ${name} on bus ${busName} is managed by ${rule.managedBy}`,
        'Such a rule cannot be changed; ask the platform team for another name',
      ),
    );
  }
  return drafted;
}

function hasPattern(
  rule: RuleSnapshot,
  pattern: Record<string, unknown>,
): boolean {
  if (rule.eventPattern === undefined) {
    return false;
  }
  const reading = readRulePattern(rule.eventPattern);
  return reading.readable && isSamePattern(reading.pattern.source, pattern);
}
