import {
  compile,
  EventPattern,
  InvalidEventPatternError,
  parsePattern,
} from '@busline/event-patterns';
import { MessageAttribute } from '../sqs/state';
import { invalidParameter } from './errors';
import { Subscription } from './state';

/** What a filter policy is about. */
export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** What a filter decides about. */
export interface Filtered {
  body: string;
  attributes: ReadonlyMap<string, MessageAttribute>;
}

type Filter = (message: Filtered) => boolean;

const MAX_KEYS = 5;
const MAX_COMBINATIONS = 150;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tooDeep(policy: Record<string, unknown>): boolean {
  return Object.entries(policy).some(
    ([key, value]) => key !== '$or' && isObject(value),
  );
}

/**
 * Combinations as SNS counts them ("Filter policy constraints in Amazon SNS"):
 * the values of each leaf times its depth, multiplied.
 */
function combinations(policy: Record<string, unknown>, depth = 1): number {
  return Object.entries(policy).reduce((product, [key, value]) => {
    if (isObject(value)) {
      return product * combinations(value, depth + 1);
    }
    if (key === '$or' && Array.isArray(value)) {
      return (
        product *
        value.reduce(
          (sum: number, one: unknown) =>
            sum + (isObject(one) ? combinations(one, depth) : 1),
          0,
        )
      );
    }
    return Array.isArray(value) ? product * value.length * depth : product;
  }, 1);
}

/**
 * Reads a filter policy. SNS and EventBridge share their matcher, so a policy
 * is read as the pattern of an event whose detail is the message.
 *
 * @throws ServiceError `InvalidParameter` with every problem
 */
export function readFilterPolicy(
  text: string,
  scope: FilterScope,
): EventPattern {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw invalidParameter('FilterPolicy: failed to parse JSON');
  }
  if (!isObject(policy)) {
    throw invalidParameter('FilterPolicy: Filter is not an object');
  }
  if (Object.keys(policy).length > MAX_KEYS) {
    throw invalidParameter(
      `FilterPolicy: Filter policy can not have more than ${MAX_KEYS} keys`,
    );
  }
  if (scope === 'MessageAttributes' && tooDeep(policy)) {
    throw invalidParameter(
      'Filter policy scope MessageAttributes does not support nested filter policy',
    );
  }
  if (combinations(policy) > MAX_COMBINATIONS) {
    throw invalidParameter('FilterPolicy: Filter policy is too complex');
  }
  try {
    return parsePattern({ detail: policy }, { maxCharacters: Infinity });
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      const list = error.problems
        .map(
          ({ path, message }) =>
            `${path.replace(/^detail\.?/, '')}: ${message}`,
        )
        .join('; ');
      throw invalidParameter(`FilterPolicy: ${list}`);
    }
    throw error;
  }
}

/** The value of an attribute as filters see it; binary ones they do not see. */
function attributeValue({ DataType, StringValue }: MessageAttribute): unknown {
  if (StringValue === undefined) {
    return undefined;
  }
  if (DataType === 'String.Array') {
    try {
      return JSON.parse(StringValue);
    } catch {
      return undefined;
    }
  }
  return DataType.startsWith('Number') ? Number(StringValue) : StringValue;
}

function bodyObject(body: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function compileFilter(subscription: Subscription): Filter {
  const text = subscription.attributes.get('FilterPolicy');
  if (text === undefined) {
    return () => true;
  }
  const scope =
    subscription.attributes.get('FilterPolicyScope') === 'MessageBody'
      ? 'MessageBody'
      : 'MessageAttributes';
  const matches = compile(readFilterPolicy(text, scope));
  if (scope === 'MessageBody') {
    return ({ body }) => {
      const detail = bodyObject(body);
      return detail !== undefined && matches({ detail });
    };
  }
  return ({ attributes }) => {
    const detail: Record<string, unknown> = {};
    for (const [name, attribute] of attributes) {
      const value = attributeValue(attribute);
      if (value !== undefined) {
        detail[name] = value;
      }
    }
    return matches({ detail });
  };
}

const FILTERS = new WeakMap<Subscription, Filter>();

/** Whether a subscription wants a message ("Amazon SNS message filtering"). */
export function wants(subscription: Subscription, message: Filtered): boolean {
  let filter = FILTERS.get(subscription);
  if (!filter) {
    filter = compileFilter(subscription);
    FILTERS.set(subscription, filter);
  }
  return filter(message);
}
