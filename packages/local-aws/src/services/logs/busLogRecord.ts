import { randomUUID } from 'node:crypto';
import type { Target } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../accounts';
import { Platform } from '../../calls/platform';
import { EventInTransit } from '../../delivery/event';
import { DeliveryFailure } from '../../delivery/failure';
import { Invocation } from '../../delivery/invocation';
import { targetInput } from '../../delivery/targetInput';
import { EventBus, Rule } from '../events/state';

/** How much a record matters. */
export type LogLevel = 'ERROR' | 'INFO' | 'TRACE';

/**
 * The steps that are logged, each at its level. The names are those of "Amazon
 * EventBridge event bus log schema". The levels are a reading of "Specifying
 * event bus log level": failures are errors, what comes of an event is
 * information, and every step on the way is trace.
 */
export const STEP_LEVELS = {
  EVENT_INGEST_SUCCESS: 'INFO',
  RULE_MATCH_START: 'TRACE',
  RULE_MATCH: 'INFO',
  NO_STANDARD_RULES_MATCHED: 'INFO',
  INVOCATION_START: 'INFO',
  INVOCATION_ATTEMPT_START: 'TRACE',
  INVOCATION_ATTEMPT_SUCCESS: 'TRACE',
  INVOCATION_ATTEMPT_THROTTLE: 'ERROR',
  INVOCATION_ATTEMPT_RETRYABLE_FAILURE: 'ERROR',
  INVOCATION_ATTEMPT_PERMANENT_FAILURE: 'ERROR',
  INVOCATION_SUCCESS: 'INFO',
  INVOCATION_FAILURE: 'ERROR',
  INVOCATION_DLQ: 'ERROR',
} as const satisfies Record<string, LogLevel>;

export type Step = keyof typeof STEP_LEVELS;

/** One line of a bus's log ("Amazon EventBridge event bus log schema"). */
export interface BusLogRecord {
  resource_arn: string;
  message_timestamp_ms: number;
  event_bus_name: string;
  request_id: string;
  event_id: string;
  invocation_id?: string;
  message_type: Step;
  log_level: LogLevel;
  details: object;
  error?: { error_message: string; aws_service: string };
}

interface Ids {
  request: string;
  invocations: Map<string, string>;
}

/** Ids that the records of one event share. */
const IDS = new WeakMap<EventInTransit, Ids>();

function idsOf(event: EventInTransit): Ids {
  let ids = IDS.get(event);
  if (!ids) {
    ids = { request: randomUUID(), invocations: new Map() };
    IDS.set(event, ids);
  }
  return ids;
}

function invocationId(event: EventInTransit, rule: Rule, target: Target) {
  const { invocations } = idsOf(event);
  const key = `${rule.arn} ${target.Id}`;
  let id = invocations.get(key);
  if (!id) {
    id = randomUUID();
    invocations.set(key, id);
  }
  return id;
}

function record(
  bus: EventBus,
  event: EventInTransit,
  step: Step,
  details: object,
  { clock }: Platform,
): BusLogRecord {
  return {
    resource_arn: bus.arn,
    message_timestamp_ms: clock.now(),
    event_bus_name: bus.name,
    request_id: idsOf(event).request,
    event_id: event.envelope.id,
    message_type: step,
    log_level: STEP_LEVELS[step],
    details,
  };
}

function isFull({ logConfig }: EventBus): boolean {
  return logConfig?.IncludeDetail === 'FULL';
}

/** A record about an event, before it goes to a target. */
export function eventRecord(
  bus: EventBus,
  event: EventInTransit,
  step: Step,
  platform: Platform,
): BusLogRecord {
  const { envelope } = event;
  return record(
    bus,
    event,
    step,
    {
      caller_account_id: envelope.account,
      source_time_ms: Date.parse(envelope.time),
      source: envelope.source,
      detail_type: envelope['detail-type'],
      resources: envelope.resources,
      event_detail: isFull(bus) ? JSON.stringify(envelope.detail) : undefined,
    },
    platform,
  );
}

/** A record about a rule that an event matches. */
export function matchRecord(
  bus: EventBus,
  event: EventInTransit,
  rule: Rule,
  platform: Platform,
): BusLogRecord {
  const targets = [...rule.targets.values()];
  return record(
    bus,
    event,
    'RULE_MATCH',
    {
      rule_arn: rule.arn,
      target_arns: targets.map(({ Arn }) => Arn),
      invocation_ids: targets.map(target => invocationId(event, rule, target)),
    },
    platform,
  );
}

/** Settings of a target that say how it is called, if there are any. */
function targetProperties(target: Target): string | undefined {
  const { Id, Arn, RoleArn, Input, InputPath, InputTransformer, ...rest } =
    target;
  const { DeadLetterConfig, RetryPolicy, ...properties } = rest;
  return Object.keys(properties).length > 0
    ? JSON.stringify(properties)
    : undefined;
}

/** A record about an event on its way to a target. */
export function invocationRecord(
  invocation: Invocation,
  step: Step,
  details: object,
  platform: Platform,
  failure?: DeliveryFailure,
): BusLogRecord {
  const { bus, event, rule, target } = invocation;
  const hasInput = isFull(bus) && !step.startsWith('INVOCATION_ATTEMPT_');
  return {
    ...record(
      bus,
      event,
      step,
      {
        rule_arn: rule.arn,
        role_arn: target.RoleArn,
        target_arn: target.Arn,
        ...(hasInput && {
          target_input: targetInput(target, rule, event),
          target_properties: targetProperties(target),
        }),
        ...details,
      },
      platform,
    ),
    invocation_id: invocationId(event, rule, target),
    error: failure && {
      error_message: failure.message,
      aws_service: parseArn(target.Arn ?? '')?.service ?? '',
    },
  };
}
