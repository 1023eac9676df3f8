import {
  EventBus,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  Rule,
} from '@aws-sdk/client-eventbridge';
import {
  BusSnapshot,
  RuleSnapshot,
  TargetSnapshot,
} from '@busline/backstage-plugin-eventbridge-common';
import { allPages } from '../aws/paginate';
import { parsePolicy } from '../aws/policyText';
import { tagRecord } from '../aws/tagList';
import { AccountReader } from './AccountReader';

/** All buses with their rules and targets, by name. */
export async function readBuses(
  reader: AccountReader,
  lastKnown: BusSnapshot[],
): Promise<BusSnapshot[]> {
  const buses = await reader.part(
    { operation: 'events:ListEventBuses', subject: 'all event buses' },
    () =>
      allPages<EventBus>(async token => {
        const page = await reader.clients.eventbridge.send(
          new ListEventBusesCommand({ NextToken: token, Limit: 100 }),
          { abortSignal: reader.signal },
        );
        return { items: page.EventBuses, next: page.NextToken };
      }),
    undefined,
  );
  if (!buses) {
    return lastKnown;
  }
  const read = await Promise.all(
    buses.map(async ({ Name = '', Arn = '', Policy }): Promise<BusSnapshot> => {
      const policy = parsePolicy(Policy);
      const last = lastKnown.find(bus => bus.arn === Arn);
      const rules = await readRules(reader, Arn, last?.rules ?? []);
      return { name: Name, arn: Arn, ...(policy && { policy }), rules };
    }),
  );
  return read.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readRules(
  reader: AccountReader,
  busArn: string,
  lastKnown: RuleSnapshot[],
): Promise<RuleSnapshot[]> {
  const rules = await reader.part(
    { operation: 'events:ListRules', subject: busArn },
    () =>
      allPages<Rule>(async token => {
        const page = await reader.clients.eventbridge.send(
          new ListRulesCommand({
            EventBusName: busArn,
            NextToken: token,
            Limit: 100,
          }),
          { abortSignal: reader.signal },
        );
        return { items: page.Rules, next: page.NextToken };
      }),
    undefined,
  );
  if (!rules) {
    return lastKnown;
  }
  const read = await Promise.all(
    rules.map(async (rule): Promise<RuleSnapshot> => {
      const last = lastKnown.find(known => known.arn === rule.Arn);
      const [targets, tags] = await Promise.all([
        readTargets(reader, busArn, rule, last?.targets ?? []),
        readTags(reader, rule, last?.tags ?? {}),
      ]);
      return {
        name: rule.Name ?? '',
        arn: rule.Arn ?? '',
        state: rule.State ?? 'ENABLED',
        ...(rule.Description && { description: rule.Description }),
        ...(rule.EventPattern && { eventPattern: rule.EventPattern }),
        ...(rule.ManagedBy && { managedBy: rule.ManagedBy }),
        tags,
        targets,
      };
    }),
  );
  return read.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readTargets(
  reader: AccountReader,
  busArn: string,
  rule: Rule,
  lastKnown: TargetSnapshot[],
): Promise<TargetSnapshot[]> {
  const targets = await reader.part(
    { operation: 'events:ListTargetsByRule', subject: rule.Arn ?? '' },
    () =>
      allPages(async token => {
        const page = await reader.clients.eventbridge.send(
          new ListTargetsByRuleCommand({
            EventBusName: busArn,
            Rule: rule.Name,
            NextToken: token,
          }),
          { abortSignal: reader.signal },
        );
        return { items: page.Targets, next: page.NextToken };
      }),
    undefined,
  );
  if (!targets) {
    return lastKnown;
  }
  return targets
    .map(({ Id = '', Arn = '', RoleArn, DeadLetterConfig }) => ({
      id: Id,
      arn: Arn,
      ...(RoleArn && { roleArn: RoleArn }),
      ...(DeadLetterConfig?.Arn && { deadLetterArn: DeadLetterConfig.Arn }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Rules that an AWS service manages never carry Busline's tags. */
async function readTags(
  reader: AccountReader,
  rule: Rule,
  lastKnown: Record<string, string>,
): Promise<Record<string, string>> {
  if (rule.ManagedBy) {
    return {};
  }
  return reader.part(
    { operation: 'events:ListTagsForResource', subject: rule.Arn ?? '' },
    async () => {
      const { Tags } = await reader.clients.eventbridge.send(
        new ListTagsForResourceCommand({ ResourceARN: rule.Arn }),
        { abortSignal: reader.signal },
      );
      return tagRecord(Tags);
    },
    lastKnown,
  );
}
