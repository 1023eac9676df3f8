import {
  DescribeRuleCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceNotFoundException,
  TagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import type {
  DescribeRuleCommandOutput,
  Target,
} from '@aws-sdk/client-eventbridge';
import type { AccountClients } from './clients';
import { effectOf } from './journal';
import type { Journal } from './journal';
import { isSameJson } from './json';
import { isTagMissing, tagList, tagsOf } from './tags';
import type { Tags } from './tags';

/** A rule with one target. */
export interface WantedRule {
  busName: string;
  name: string;
  description: string;
  /** JSON text of the event pattern. */
  eventPattern: string;
  target: {
    id: string;
    arn: string;
    roleArn?: string;
    deadLetterArn?: string;
  };
  tags: Tags;
}

/** The ARN of a rule on a custom bus. */
export function ruleArn(
  account: { accountId: string; region: string },
  busName: string,
  name: string,
): string {
  return `arn:aws:events:${account.region}:${account.accountId}:rule/${busName}/${name}`;
}

/** Makes the rule and its target what is wanted. */
export async function ensureRule(
  clients: AccountClients,
  journal: Journal,
  wanted: WantedRule,
): Promise<void> {
  const { events } = clients;
  const rule = await findRule(clients, wanted);
  let changed = false;

  if (!rule || !isAsWanted(rule, wanted)) {
    await events.send(
      new PutRuleCommand({
        EventBusName: wanted.busName,
        Name: wanted.name,
        Description: wanted.description,
        EventPattern: wanted.eventPattern,
        State: 'ENABLED',
        // PutRule refuses or ignores tags on a rule that exists.
        ...(rule ? {} : { Tags: tagList(wanted.tags) }),
      }),
    );
    changed = true;
  }
  if (rule) {
    changed = (await ensureTags(clients, wanted)) || changed;
  }
  changed = (await ensureTarget(clients, wanted)) || changed;
  journal.record(
    clients.accountId,
    `rule ${wanted.name} on bus ${wanted.busName}`,
    effectOf(!!rule, changed),
  );
}

async function findRule(
  { events }: AccountClients,
  { busName, name }: WantedRule,
): Promise<DescribeRuleCommandOutput | undefined> {
  try {
    return await events.send(
      new DescribeRuleCommand({ EventBusName: busName, Name: name }),
    );
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return undefined;
    }
    throw error;
  }
}

function isAsWanted(
  rule: DescribeRuleCommandOutput,
  wanted: WantedRule,
): boolean {
  return (
    rule.State === 'ENABLED' &&
    rule.Description === wanted.description &&
    rule.EventPattern !== undefined &&
    isSameJson(rule.EventPattern, wanted.eventPattern)
  );
}

async function ensureTags(
  clients: AccountClients,
  { busName, name, tags }: WantedRule,
): Promise<boolean> {
  const ResourceARN = ruleArn(clients, busName, name);
  const { Tags: observed } = await clients.events.send(
    new ListTagsForResourceCommand({ ResourceARN }),
  );
  if (!isTagMissing(tags, tagsOf(observed))) {
    return false;
  }
  await clients.events.send(
    new TagResourceCommand({ ResourceARN, Tags: tagList(tags) }),
  );
  return true;
}

async function ensureTarget(
  { events }: AccountClients,
  { busName, name, target }: WantedRule,
): Promise<boolean> {
  const { Targets = [] } = await events.send(
    new ListTargetsByRuleCommand({ EventBusName: busName, Rule: name }),
  );
  const observed = Targets.find(({ Id }) => Id === target.id);
  if (
    observed?.Arn === target.arn &&
    observed.RoleArn === target.roleArn &&
    observed.DeadLetterConfig?.Arn === target.deadLetterArn
  ) {
    return false;
  }
  const wanted: Target = {
    Id: target.id,
    Arn: target.arn,
    ...(target.roleArn ? { RoleArn: target.roleArn } : {}),
    ...(target.deadLetterArn
      ? { DeadLetterConfig: { Arn: target.deadLetterArn } }
      : {}),
  };
  const { FailedEntryCount, FailedEntries } = await events.send(
    new PutTargetsCommand({
      EventBusName: busName,
      Rule: name,
      Targets: [wanted],
    }),
  );
  // PutTargets answers 200 even when it refused a target.
  if (FailedEntryCount) {
    const reasons = FailedEntries?.map(
      entry => `${entry.ErrorCode}: ${entry.ErrorMessage}`,
    );
    throw new Error(
      `target ${
        target.arn
      } of rule ${name} on bus ${busName} was refused: ${reasons?.join('; ')}`,
    );
  }
  return true;
}
