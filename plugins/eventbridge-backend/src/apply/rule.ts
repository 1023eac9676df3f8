import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DescribeRuleCommandOutput,
  PutRuleCommand,
  PutRuleCommandInput,
} from '@aws-sdk/client-eventbridge';
import { ConflictError } from '@backstage/errors';
import {
  canonicalJson,
  DesiredResource,
} from '@busline/backstage-plugin-eventbridge-common';
import { isNotFound } from '../aws/awsErrors';
import { tagList } from '../aws/tagList';
import { ensureTags } from './eventbridgeTags';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';

type DesiredRule = DesiredResource & { kind: 'rule' };

/**
 * Makes sure that a rule exists and is enabled with its pattern and
 * description. PutRule nulls the fields that a request leaves out ("PutRule",
 * EventBridge API reference), so all that others set is sent along.
 */
export async function ensureRule(
  context: StepContext,
  desired: DesiredRule,
): Promise<StepOutcome> {
  const existing = await describeRule(context, desired);
  if (existing) {
    const hasChanged = await changeRule(context, desired, existing);
    const isTagged = await ensureTags(context, desired.tags);
    return hasChanged || isTagged ? 'changed' : 'kept';
  }
  const { clients, change, journal } = context;
  await journal.change({
    done: `Created ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.eventbridge.send(
        new PutRuleCommand({
          EventBusName: desired.busName,
          Name: desired.name,
          Description: desired.description,
          EventPattern: desired.eventPattern,
          State: 'ENABLED',
          Tags: tagList(desired.tags),
        }),
      ),
    undone: `Deleted ${change.title}`,
    undo: () =>
      clients.eventbridge.send(
        new DeleteRuleCommand({
          EventBusName: desired.busName,
          Name: desired.name,
        }),
      ),
  });
  await readBack(context, async () => {
    const written = await describeRule(context, desired);
    return written !== undefined && isAsWanted(written, desired);
  });
  return 'created';
}

async function changeRule(
  context: StepContext,
  desired: DesiredRule,
  existing: DescribeRuleCommandOutput,
): Promise<boolean> {
  const { clients, change, journal } = context;
  if (existing.ManagedBy) {
    throw new ConflictError(
      `${change.title} is managed by ${existing.ManagedBy}, and Busline leaves such rules alone; choose another name`,
    );
  }
  if (isAsWanted(existing, desired)) {
    return false;
  }
  const before: PutRuleCommandInput = {
    EventBusName: desired.busName,
    Name: desired.name,
    Description: existing.Description,
    EventPattern: existing.EventPattern,
    ScheduleExpression: existing.ScheduleExpression,
    RoleArn: existing.RoleArn,
    State: existing.State,
  };
  await journal.change({
    done: `Changed ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.eventbridge.send(
        new PutRuleCommand({
          ...before,
          Description: desired.description,
          EventPattern: desired.eventPattern,
          State: isEnabled(existing) ? existing.State : 'ENABLED',
        }),
      ),
    undone: `Restored ${change.title}`,
    undo: () => clients.eventbridge.send(new PutRuleCommand(before)),
  });
  await readBack(context, async () => {
    const written = await describeRule(context, desired);
    return written !== undefined && isAsWanted(written, desired);
  });
  return true;
}

async function describeRule(
  { clients, signal }: StepContext,
  { busName, name }: DesiredRule,
): Promise<DescribeRuleCommandOutput | undefined> {
  try {
    return await clients.eventbridge.send(
      new DescribeRuleCommand({ EventBusName: busName, Name: name }),
      { abortSignal: signal },
    );
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

function isAsWanted(
  rule: DescribeRuleCommandOutput,
  desired: DesiredRule,
): boolean {
  return (
    isEnabled(rule) &&
    (rule.Description ?? '') === desired.description &&
    rule.EventPattern !== undefined &&
    isSameJson(rule.EventPattern, desired.eventPattern)
  );
}

/** There is a second enabled state, for CloudTrail management events. */
function isEnabled({ State }: DescribeRuleCommandOutput): boolean {
  return State !== 'DISABLED';
}

function isSameJson(one: string, other: string): boolean {
  return canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other));
}
