import { eventBusArn, queueArn, ruleArn } from '../aws/arn';
import { mergeStatements } from '../aws/mergeStatements';
import { Observed } from '../onboarding/ground';
import { Change, Plan } from '../onboarding/plan';
import { Snapshot } from '../snapshot/types';

/** The observed state after a plan was applied, as the next scan would see it. */
export function applyPlan(observed: Observed, plan: Plan): Observed {
  const scans = structuredClone(observed.scans);
  for (const change of plan.changes) {
    const scan = scans.find(
      ({ accountId, region }) =>
        accountId === change.accountId && region === change.region,
    );
    if (!scan?.snapshot) {
      throw new Error(`No snapshot of ${change.accountId} ${change.region}`);
    }
    applyChange(scan.snapshot, change);
  }
  return { ...observed, scans };
}

function applyChange(snapshot: Snapshot, change: Change): void {
  const { desired } = change;
  const busNamed = (name: string) => {
    const bus = snapshot.buses.find(one => one.name === name);
    if (!bus) {
      throw new Error(`${change.title}: bus ${name} is not there yet`);
    }
    return bus;
  };
  switch (desired.kind) {
    case 'event-bus':
      upsert(snapshot.buses, { name: desired.name }, before => ({
        rules: [],
        ...before,
        name: desired.name,
        arn: eventBusArn(snapshot, desired.name),
      }));
      return;
    case 'bus-policy-statement': {
      const bus = busNamed(desired.busName);
      bus.policy = mergeStatements(bus.policy, [desired.statement]);
      return;
    }
    case 'role':
      upsert(snapshot.roles, { name: desired.name }, before => ({
        name: desired.name,
        arn: change.arn,
        trustPolicy: desired.trustPolicy,
        inlinePolicies: {
          ...before?.inlinePolicies,
          ...desired.inlinePolicies,
        },
        tags: { ...before?.tags, ...desired.tags },
      }));
      return;
    case 'rule':
      upsert(
        busNamed(desired.busName).rules,
        { name: desired.name },
        before => ({
          targets: [],
          ...before,
          name: desired.name,
          arn: ruleArn(snapshot, desired.busName, desired.name),
          state: 'ENABLED',
          description: desired.description,
          eventPattern: desired.eventPattern,
          tags: { ...before?.tags, ...desired.tags },
        }),
      );
      return;
    case 'target': {
      const rule = busNamed(desired.busName).rules.find(
        ({ name }) => name === desired.ruleName,
      );
      if (!rule) {
        throw new Error(`${change.title}: its rule is not there yet`);
      }
      const { id, arn, roleArn, deadLetterArn } = desired;
      rule.targets = [
        ...rule.targets.filter(target => target.id !== id),
        { id, arn, roleArn, deadLetterArn },
      ];
      return;
    }
    case 'queue':
      upsert(snapshot.queues, { name: desired.name }, before => ({
        name: desired.name,
        arn: queueArn(snapshot, desired.name),
        url: `http://sqs.local/${snapshot.accountId}/${desired.name}`,
        policy: mergeStatements(before?.policy, desired.policyStatements),
        redriveDeadLetterArn:
          desired.redrive?.deadLetterArn ?? before?.redriveDeadLetterArn,
        tags: { ...before?.tags, ...desired.tags },
      }));
      return;
    case 'registry':
      upsert(snapshot.registries, { name: desired.name }, before => ({
        name: desired.name,
        schemas: before?.schemas ?? [],
      }));
      return;
    case 'schema': {
      const registry = snapshot.registries.find(
        ({ name }) => name === desired.registryName,
      );
      if (!registry) {
        throw new Error(`${change.title}: its registry is not there yet`);
      }
      upsert(registry.schemas, { name: desired.name }, before => {
        const isNew = before?.content !== desired.content;
        const latest = (before?.versions.length ?? 0) + (isNew ? 1 : 0);
        return {
          name: desired.name,
          arn: change.arn,
          type: desired.type,
          description: desired.description,
          latestVersion: String(latest),
          versions: Array.from({ length: latest }, (_, index) => ({
            version: String(index + 1),
          })),
          content: desired.content,
          tags: { ...before?.tags, ...desired.tags },
        };
      });
      return;
    }
    default:
      desired satisfies never;
  }
}

function upsert<T extends { name: string }>(
  list: T[],
  { name }: { name: string },
  write: (before: T | undefined) => T,
): void {
  const index = list.findIndex(one => one.name === name);
  if (index < 0) {
    list.push(write(undefined));
  } else {
    list[index] = write(list[index]);
  }
}
