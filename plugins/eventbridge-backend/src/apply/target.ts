import { setTimeout as delay } from 'node:timers/promises';
import {
  ListTargetsByRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import { DesiredResource } from '@busline/backstage-plugin-eventbridge-common';
import { awsReason } from '../aws/awsErrors';
import { AccountClients } from '../aws/clients';
import { refuseFailedEntries } from '../aws/failedEntries';
import { allPages } from '../aws/paginate';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';

type DesiredTarget = DesiredResource & { kind: 'target' };

/** Together about a minute, within which IAM shows a new role everywhere. */
const ROLE_PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Makes sure that a rule has a target. What others set on it, such as a retry
 * policy, is kept.
 */
export async function ensureTarget(
  context: StepContext,
  desired: DesiredTarget,
): Promise<StepOutcome> {
  const { clients, change, journal } = context;
  const existing = await findTarget(context, desired);
  if (existing && isAsWanted(existing, desired)) {
    return 'kept';
  }
  const wanted: Target = {
    ...existing,
    Id: desired.id,
    Arn: desired.arn,
    RoleArn: desired.roleArn,
    DeadLetterConfig: desired.deadLetterArn
      ? { Arn: desired.deadLetterArn }
      : undefined,
  };
  await whenRoleIsReady(context, () =>
    journal.change({
      done: `${existing ? 'Changed' : 'Added'} ${change.title}`,
      arn: change.arn,
      change: () => putTarget(clients, desired, wanted),
      undone: `${existing ? 'Restored' : 'Removed'} ${change.title}`,
      undo: () =>
        existing
          ? putTarget(clients, desired, existing)
          : removeTarget(clients, desired),
    }),
  );
  await readBack(context, async () => {
    const written = await findTarget(context, desired);
    return written !== undefined && isAsWanted(written, desired);
  });
  return existing ? 'changed' : 'created';
}

async function findTarget(
  { clients, signal }: StepContext,
  { busName, ruleName, id }: DesiredTarget,
): Promise<Target | undefined> {
  const targets = await allPages<Target>(async token => {
    const page = await clients.eventbridge.send(
      new ListTargetsByRuleCommand({
        EventBusName: busName,
        Rule: ruleName,
        NextToken: token,
      }),
      { abortSignal: signal },
    );
    return { items: page.Targets, next: page.NextToken };
  });
  return targets.find(target => target.Id === id);
}

function isAsWanted(target: Target, desired: DesiredTarget): boolean {
  return (
    target.Arn === desired.arn &&
    target.RoleArn === desired.roleArn &&
    target.DeadLetterConfig?.Arn === desired.deadLetterArn
  );
}

async function putTarget(
  { eventbridge }: AccountClients,
  { busName, ruleName }: DesiredTarget,
  target: Target,
): Promise<void> {
  const { FailedEntryCount, FailedEntries } = await eventbridge.send(
    new PutTargetsCommand({
      EventBusName: busName,
      Rule: ruleName,
      Targets: [target],
    }),
  );
  refuseFailedEntries('PutTargets', FailedEntryCount, FailedEntries);
}

async function removeTarget(
  { eventbridge }: AccountClients,
  { busName, ruleName, id }: DesiredTarget,
): Promise<void> {
  const { FailedEntryCount, FailedEntries } = await eventbridge.send(
    new RemoveTargetsCommand({
      EventBusName: busName,
      Rule: ruleName,
      Ids: [id],
    }),
  );
  refuseFailedEntries('RemoveTargets', FailedEntryCount, FailedEntries);
}

/**
 * EventBridge refuses a role that it cannot assume yet; a new role needs some
 * seconds ("IAM: changes that I make are not always immediately visible").
 */
async function whenRoleIsReady(
  { journal, signal }: StepContext,
  put: () => Promise<unknown>,
): Promise<void> {
  for (const pause of ROLE_PAUSES_MS) {
    try {
      await put();
      return;
    } catch (error) {
      if (!isRoleNotReady(error)) {
        throw error;
      }
      await journal.note(
        `EventBridge cannot use the new role yet; trying again in ${
          pause / 1000
        } s`,
      );
    }
    await delay(pause, undefined, { signal });
  }
  await put();
}

function isRoleNotReady(error: unknown): boolean {
  return /cannot be assumed|unable to assume|not authorized to assume/i.test(
    awsReason(error),
  );
}
