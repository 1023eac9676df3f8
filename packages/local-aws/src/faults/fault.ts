/** What an injected fault does to a call. @public */
export type FaultEffect =
  | 'throttle'
  | 'error'
  | 'timeout'
  | 'deny'
  | 'slow'
  | 'partial';

/**
 * A fault to inject. It strikes the calls that fit `service`, `operation` and
 * `account`; what is left out fits all.
 *
 * @public
 */
export interface Fault {
  /** Signing name: `events`, `sqs`, `schemas`, … */
  service?: string;
  operation?: string;
  /** Account of the caller; for a delivery, of the target. */
  account?: string;
  /**
   * `throttle`, `error` (status 500) and `deny` answer with the service's own
   * error. `timeout` never answers. `slow` answers after `delayMs`. `partial`
   * lets entries of a batch fail. Deliveries to targets can be struck as well,
   * by all but `partial`.
   */
  effect: FaultEffect;
  /** For `slow`: milliseconds. */
  delayMs?: number;
  /** Share of calls (of entries for `partial`) that it strikes, 0 to 1. Default 1. */
  rate?: number;
  /** How many calls it strikes before it is over. Default: all. */
  count?: number;
}

/** Something wrong with a fault that somebody asked for. */
export interface FaultProblem {
  path: string;
  message: string;
}

const EFFECTS: readonly string[] = [
  'throttle',
  'error',
  'timeout',
  'deny',
  'slow',
  'partial',
];
const MEMBERS = [
  ...['service', 'operation', 'account'],
  ...['effect', 'delayMs', 'rate', 'count'],
];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEffect(value: unknown): value is FaultEffect {
  return typeof value === 'string' && EFFECTS.includes(value);
}

/** Reads a fault, collecting every problem. */
export function readFault(
  value: unknown,
  path: string,
): { fault?: Fault; problems: FaultProblem[] } {
  if (!isObject(value)) {
    return { problems: [{ path, message: 'must be an object' }] };
  }
  const problems: FaultProblem[] = [];
  const refuse = (member: string, message: string) =>
    problems.push({ path: `${path}.${member}`, message });
  const text = (member: string) => {
    const given = value[member];
    if (given !== undefined && typeof given !== 'string') {
      refuse(member, 'must be a text');
    }
    return typeof given === 'string' ? given : undefined;
  };
  const number = (member: string, [min, max]: [number, number]) => {
    const given = value[member];
    const isRight = typeof given === 'number' && given >= min && given <= max;
    if (given !== undefined && !isRight) {
      refuse(member, `must be a number from ${min} to ${max}`);
    }
    return isRight ? given : undefined;
  };
  for (const member of Object.keys(value)) {
    if (!MEMBERS.includes(member)) {
      refuse(member, `is unknown: a fault has ${MEMBERS.join(', ')}`);
    }
  }
  const { effect } = value;
  const fault = {
    service: text('service'),
    operation: text('operation'),
    account: text('account'),
    delayMs: number('delayMs', [0, 900_000]),
    rate: number('rate', [0, 1]),
    count: number('count', [1, 1e9]),
  };
  if (!isEffect(effect)) {
    refuse('effect', `must be one of ${EFFECTS.join(', ')}`);
    return { problems };
  }
  if (effect === 'slow' && fault.delayMs === undefined) {
    refuse('delayMs', 'is missing: how long should a slow answer take?');
  }
  return problems.length > 0
    ? { problems }
    : { fault: { ...fault, effect }, problems };
}
