import { AccountRegion, Arn, eventBusArn, ruleArn } from '../../aws/arn';
import { Ground } from '../ground';
import { draft, Draft, partOf, seen } from './draft';

/** Where a rule sends its events. */
export interface WantedTarget {
  at: AccountRegion;
  busName: string;
  ruleName: string;
  id: string;
  arn: Arn;
  /** Kind and name for people: `queue orders`. */
  what: string;
  why: string;
  roleArn?: Arn;
  deadLetterArn?: Arn;
}

/** The one target of a rule that matters here; others on the rule are left alone. */
export function draftTarget(ground: Ground, wanted: WantedTarget): Draft {
  const { at, busName, ruleName, id, arn, what, why } = wanted;
  const { roleArn, deadLetterArn } = wanted;
  const bus = ground.aws.bus(eventBusArn(at, busName));
  const sighting = partOf(bus, ({ rules }) =>
    rules
      .find(rule => rule.name === ruleName)
      ?.targets.find(target => target.id === id),
  );
  const target = seen(sighting);
  const differences = target
    ? [
        difference('arn', target.arn, arn),
        difference('role', target.roleArn, roleArn),
        difference('dead-letter queue', target.deadLetterArn, deadLetterArn),
      ].flat()
    : [];
  return draft(ground, {
    at,
    arn: ruleArn(at, busName, ruleName),
    title: `target ${what} of rule ${ruleName}`,
    why,
    desired: {
      kind: 'target',
      busName,
      ruleName,
      id,
      arn,
      ...(roleArn ? { roleArn } : {}),
      ...(deadLetterArn ? { deadLetterArn } : {}),
    },
    sighting,
    differences,
  });
}

function difference(
  field: string,
  observed: string | undefined,
  wanted: string | undefined,
): string[] {
  return observed === wanted
    ? []
    : [`${field}: ${observed ?? 'none'} → ${wanted ?? 'none'}`];
}
