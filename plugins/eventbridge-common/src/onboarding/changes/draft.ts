import { AccountRegion, Arn } from '../../aws/arn';
import { Sighting } from '../../snapshot/observedAws';
import { Finding } from '../../findings/finding';
import { accountName } from '../../topology/accountViews';
import { Ground } from '../ground';
import { Change, DesiredResource } from '../plan';
import { stateProblem } from '../problem';

/** One change, with the reason why it may not be planned at all. */
export interface Draft {
  change: Change;
  problems: Finding[];
}

/** What a draft says about its resource. */
export interface DraftOptions {
  at: AccountRegion;
  arn: Arn;
  /** Kind and name for people: `queue orders`. */
  title: string;
  why: string;
  desired: DesiredResource;
  sighting: Sighting<unknown>;
  /** How an existing resource differs from the desired one. */
  differences: string[];
}

/** Compares the desired with the observed and says what happens to the resource. */
export function draft(ground: Ground, options: DraftOptions): Draft {
  const { at, arn, title, why, desired, sighting, differences } = options;
  const exists = sighting.status === 'seen';
  return {
    change: {
      id: [desired.kind, at.accountId, at.region, nameOf(desired)].join(' '),
      effect: effectOf(exists, differences),
      accountId: at.accountId,
      accountName: accountName(ground.platform, at.accountId),
      region: at.region,
      title,
      why,
      ...(exists && differences.length > 0 ? { differences } : {}),
      arn,
      desired,
    },
    problems:
      sighting.status === 'unseen'
        ? [
            stateProblem(
              'resource-unreadable',
              { arn, name: title },
              `It could not be read whether ${title} exists in account ${accountName(
                ground.platform,
                at.accountId,
              )}: ${sighting.reason}`,
              sighting.mend,
            ),
          ]
        : [],
  };
}

function effectOf(exists: boolean, differences: string[]): Change['effect'] {
  if (!exists) {
    return 'create';
  }
  return differences.length > 0 ? 'change' : 'keep';
}

/** A part of a thing, such as a rule of a bus: unseen and absent with the thing. */
export function partOf<W, P>(
  whole: Sighting<W>,
  find: (value: W) => P | undefined,
): Sighting<P> {
  if (whole.status !== 'seen') {
    return whole;
  }
  const part = find(whole.value);
  return part === undefined
    ? { status: 'absent', seenAt: whole.seenAt }
    : { status: 'seen', value: part, seenAt: whole.seenAt };
}

/** The value of a sighting, where there is one. */
export function seen<T>(sighting: Sighting<T>): T | undefined {
  return sighting.status === 'seen' ? sighting.value : undefined;
}

/** One line for each tag that is missing or has another value. */
export function tagDifferences(
  wanted: Record<string, string>,
  observed: Record<string, string>,
): string[] {
  return Object.entries(wanted)
    .filter(([key, value]) => observed[key] !== value)
    .map(([key, value]) =>
      observed[key] === undefined
        ? `tag ${key}: adds ${value}`
        : `tag ${key}: ${observed[key]} → ${value}`,
    );
}

function nameOf(desired: DesiredResource): string {
  switch (desired.kind) {
    case 'bus-policy-statement':
      return `${desired.busName}/${desired.statement.Sid}`;
    case 'rule':
      return `${desired.busName}/${desired.name}`;
    case 'target':
      return `${desired.busName}/${desired.ruleName}/${desired.id}`;
    case 'schema':
      return `${desired.registryName}/${desired.name}`;
    default:
      return desired.name;
  }
}
