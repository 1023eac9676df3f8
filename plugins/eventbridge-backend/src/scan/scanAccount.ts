import {
  parseArn,
  Platform,
  Snapshot,
} from '@busline/backstage-plugin-eventbridge-common';
import { AccountClients } from '../aws/clients';
import { AccountReader } from './AccountReader';
import { readBuses } from './readBuses';
import { readQueues } from './readQueues';
import { readRegistry } from './readRegistry';
import { readRoles } from './readRoles';

/** What one scan needs to know. */
export interface ScanRequest {
  clients: AccountClients;
  platform: Platform;
  /** The last good snapshot: what could not be read now is taken from it. */
  last: Snapshot | undefined;
  /** ARNs of queues here that rules of other accounts name. */
  mentioned: Set<string>;
  signal: AbortSignal;
}

/**
 * Scans one account and Region. What AWS refuses is listed in `unseen`, and
 * the snapshot then holds what was last known of it.
 *
 * @throws where the account cannot be entered or AWS cannot be reached.
 */
export async function scanAccount(request: ScanRequest): Promise<Snapshot> {
  const { clients, platform, last, signal } = request;
  const { accountId, region } = clients;
  await clients.enter();

  const reader = new AccountReader(clients, signal);
  const isHub =
    accountId === platform.hub.accountId && region === platform.hub.region;
  const [buses, registries] = await Promise.all([
    readBuses(reader, last?.buses ?? []),
    isHub
      ? readRegistry(reader, platform.registryName, last?.registries ?? [])
      : [],
  ]);

  const targets = buses.flatMap(bus => bus.rules).flatMap(rule => rule.targets);
  const mentioned = new Set([
    ...request.mentioned,
    ...targets.flatMap(({ arn, deadLetterArn }) =>
      [arn, deadLetterArn ?? ''].filter(isQueueArn),
    ),
  ]);
  const roleArns = new Set(
    targets
      .map(target => target.roleArn ?? '')
      .filter(arn => parseArn(arn)?.accountId === accountId),
  );
  const [queues, roles] = await Promise.all([
    readQueues(reader, mentioned, last?.queues ?? []),
    readRoles(reader, [...roleArns], last?.roles ?? []),
  ]);

  return {
    accountId,
    region,
    takenAt: new Date().toISOString(),
    unseen: reader.unseen,
    buses,
    registries,
    queues,
    roles,
  };
}

/** ARNs of all queues that rules of these snapshots name. */
export function queuesNamedBy(snapshots: Snapshot[]): Set<string> {
  return new Set(
    snapshots
      .flatMap(snapshot => snapshot.buses)
      .flatMap(bus => bus.rules)
      .flatMap(rule => rule.targets)
      .flatMap(({ arn, deadLetterArn }) => [arn, deadLetterArn ?? ''])
      .filter(isQueueArn),
  );
}

function isQueueArn(arn: string): boolean {
  return parseArn(arn)?.service === 'sqs';
}
