import { AccountRegion, Arn, parseArn } from '../aws/arn';
import {
  AccountScan,
  BusSnapshot,
  QueueSnapshot,
  RegistrySnapshot,
  RoleSnapshot,
  Snapshot,
} from './types';

/**
 * What the scans say about one thing. `absent` is a fact, `unseen` is not: only
 * a complete reading of the place can say that something is not there.
 *
 * @public
 */
export type Sighting<T> =
  | { status: 'seen'; value: T; seenAt: string }
  | { status: 'absent'; seenAt: string }
  | { status: 'unseen'; reason: string; mend: string };

/** Looks things up in the scans of all accounts. @public */
export interface ObservedAws {
  snapshots: Snapshot[];
  scan(at: AccountRegion): AccountScan | undefined;
  bus(arn: Arn): Sighting<BusSnapshot>;
  queue(arn: Arn): Sighting<QueueSnapshot>;
  role(arn: Arn): Sighting<RoleSnapshot>;
  registry(at: AccountRegion, name: string): Sighting<RegistrySnapshot>;
  /** Why a part of a bus (its rules, its policy) may be missing from the snapshot. */
  unseenOf(arn: Arn): { reason: string; mend: string } | undefined;
}

/** Indexes scans for lookups by ARN. @public */
export function observeAws(scans: AccountScan[]): ObservedAws {
  const byPlace = new Map(scans.map(scan => [placeKey(scan), scan]));
  const buses = new Map<string, BusSnapshot>();
  const queues = new Map<string, QueueSnapshot>();
  const roles = new Map<string, { role: RoleSnapshot; seenAt: string }>();
  const snapshots = scans.flatMap(scan => scan.snapshot ?? []);
  for (const snapshot of snapshots) {
    snapshot.buses.forEach(bus => buses.set(bus.arn, bus));
    snapshot.queues.forEach(queue => queues.set(queue.arn, queue));
    snapshot.roles.forEach(role =>
      roles.set(role.arn, { role, seenAt: snapshot.takenAt }),
    );
  }

  const regional = <T>(arn: Arn, found: T | undefined): Sighting<T> => {
    const at = parseArn(arn);
    return sightingIn(
      at ? byPlace.get(placeKey(at)) : undefined,
      at?.accountId ?? arn,
      { service: at?.service ?? '', name: lastName(arn) },
      found,
    );
  };

  return {
    snapshots,
    scan: at => byPlace.get(placeKey(at)),
    bus: arn => regional(arn, buses.get(arn)),
    queue: arn => regional(arn, queues.get(arn)),
    registry: (at, name) => {
      const scan = byPlace.get(placeKey(at));
      const found = scan?.snapshot?.registries.find(
        registry => registry.name === name,
      );
      return sightingIn(
        scan,
        at.accountId,
        { service: 'schemas', name },
        found,
      );
    },
    role: arn => {
      const accountId = parseArn(arn)?.accountId ?? '';
      const known = roles.get(arn);
      if (known) {
        return { status: 'seen', value: known.role, seenAt: known.seenAt };
      }
      // IAM has no Regions: a role is absent only if no Region's scan is in doubt.
      const sightings = scans
        .filter(scan => scan.accountId === accountId)
        .map(scan =>
          sightingIn<RoleSnapshot>(
            scan,
            accountId,
            { service: 'iam', name: lastName(arn) },
            undefined,
          ),
        );
      return (
        sightings.find(sighting => sighting.status === 'unseen') ??
        sightings[0] ??
        neverScanned(accountId)
      );
    },
    unseenOf: arn => {
      const at = parseArn(arn);
      const scan = at && byPlace.get(placeKey(at));
      return scan
        ? doubt(scan, { service: at.service, name: lastName(arn) })
        : undefined;
    },
  };
}

function sightingIn<T>(
  scan: AccountScan | undefined,
  accountId: string,
  thing: Thing,
  found: T | undefined,
): Sighting<T> {
  if (!scan?.snapshot) {
    return scan?.failure
      ? {
          status: 'unseen',
          reason: scan.failure.reason,
          mend: scan.failure.mend,
        }
      : neverScanned(accountId);
  }
  if (found !== undefined) {
    return { status: 'seen', value: found, seenAt: scan.snapshot.takenAt };
  }
  const open = doubt(scan, thing);
  return open
    ? { status: 'unseen', ...open }
    : { status: 'absent', seenAt: scan.snapshot.takenAt };
}

interface Thing {
  service: string;
  name: string;
}

/** Why something that is not in a snapshot may exist all the same. */
function doubt(
  scan: AccountScan,
  thing: Thing,
): { reason: string; mend: string } | undefined {
  if (scan.failure) {
    return { reason: scan.failure.reason, mend: scan.failure.mend };
  }
  const part = scan.snapshot?.unseen.find(
    ({ operation, subject }) =>
      operation.startsWith(`${thing.service}:`) && hides(subject, thing.name),
  );
  return part && { reason: part.reason, mend: part.mend };
}

/**
 * A list that failed (`all queues`) hides everything; a reading of one thing
 * that failed hides that thing and, as in `rule/hub/orders`, what it is part of.
 */
function hides(subject: string, name: string): boolean {
  return /^(all\b|\*)/.test(subject) || subject.split(/[:/ ]/).includes(name);
}

function lastName(arn: string): string {
  return arn.split(/[:/]/).pop() ?? arn;
}

function neverScanned(accountId: string): {
  status: 'unseen';
  reason: string;
  mend: string;
} {
  return {
    status: 'unseen',
    reason: `Account ${accountId} was never read`,
    mend: 'Add the account and its Region under eventbridge.accounts in app-config',
  };
}

function placeKey({ accountId, region }: AccountRegion): string {
  return `${accountId} ${region}`;
}
