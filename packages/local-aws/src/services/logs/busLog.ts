import { parseArn } from '../../accounts';
import { decide } from '../../calls/authorise';
import { Platform } from '../../calls/platform';
import { DeliveryFailure } from '../../delivery/failure';
import { Invocation } from '../../delivery/invocation';
import { DeliveryObserver } from '../../delivery/observer';
import { EventBus } from '../events/state';
import {
  BusLogRecord,
  eventRecord,
  invocationRecord,
  LogLevel,
  matchRecord,
  Step,
  STEP_LEVELS,
} from './busLogRecord';
import {
  DELIVERY_DESTINATIONS,
  DELIVERY_SOURCES,
  DeliverySource,
  LOG_DELIVERIES,
} from './deliveries';
import { readGroupArn, streamArn } from './find';
import { ensureStream, writeLogEvents } from './logEvents';
import { resourcePolicyOf } from './resourcePolicies';
import { LOG_GROUPS, LogGroup } from './state';

/** The stream into which a bus is logged, in every log group. */
const STREAM = 'EventBridgeEventBusLogs';

/** "Specifying event bus log level": what each level takes in. */
const INCLUDED: Readonly<Record<string, readonly LogLevel[]>> = {
  ERROR: ['ERROR'],
  INFO: ['ERROR', 'INFO'],
  TRACE: ['ERROR', 'INFO', 'TRACE'],
};

function logs({ logConfig }: EventBus, level: LogLevel): boolean {
  return INCLUDED[logConfig?.Level ?? 'OFF']?.includes(level) ?? false;
}

/** Whether a group's account lets the logs of a source in. */
function isAllowed(
  group: LogGroup,
  source: DeliverySource,
  bus: EventBus,
  platform: Platform,
): boolean {
  return ['logs:CreateLogStream', 'logs:PutLogEvents'].every(
    action =>
      decide(
        { kind: 'service', service: 'delivery.logs.amazonaws.com' },
        {
          action,
          resourceArn: streamArn(group, STREAM),
          resourceAccount: group.account,
          resourcePolicy: resourcePolicyOf(platform.accounts, group),
          region: group.region,
          context: {
            'aws:SourceArn': source.arn,
            'aws:SourceAccount': bus.account,
          },
        },
        platform,
      ).decision.isAllowed,
  );
}

/** Where records of a bus go that are of one level. */
function* groupsFor(
  bus: EventBus,
  level: LogLevel,
  platform: Platform,
): Generator<LogGroup> {
  const { accounts } = platform;
  const sources = accounts.table(DELIVERY_SOURCES, bus);
  const destinations = accounts.table(DELIVERY_DESTINATIONS, bus);
  for (const delivery of accounts.table(LOG_DELIVERIES, bus).values()) {
    const source = sources.get(delivery.sourceName);
    const destination = destinations.get(
      parseArn(delivery.destinationArn)?.resource.split(':')[1] ?? '',
    );
    const named = readGroupArn(
      destination?.configuration.destinationResourceArn ?? '',
    );
    const group = named && accounts.table(LOG_GROUPS, named).get(named.name);
    if (
      source?.resourceArn === bus.arn &&
      source.logType === `${level}_LOGS` &&
      group &&
      isAllowed(group, source, bus, platform)
    ) {
      yield group;
    }
  }
}

/** Writes a record to wherever the bus's log of its level goes. */
function write(
  bus: EventBus,
  step: Step,
  platform: Platform,
  make: () => BusLogRecord,
): void {
  const level = STEP_LEVELS[step];
  if (!logs(bus, level)) {
    return;
  }
  for (const group of groupsFor(bus, level, platform)) {
    const record = make();
    writeLogEvents(platform, group, ensureStream(platform, group, STREAM), [
      {
        timestamp: record.message_timestamp_ms,
        message: JSON.stringify(record),
      },
    ]);
  }
}

const SUCCESS = 'SUCCESS';

/** What is told of a try that is over. */
function attemptDetails(retries: number, status: string) {
  return {
    attempt_type: retries === 0 ? 'FIRST' : 'RETRY',
    attempt_count: retries + 1,
    invocation_status: status,
  };
}

/** What is told of a delivery that is over. */
function finalDetails(
  { event }: Invocation,
  retries: number,
  status: string,
  { clock }: Platform,
) {
  const latency = Math.max(0, clock.now() - event.ingestedAt.getTime());
  return {
    total_attempts: retries + 1,
    final_invocation_status: status,
    ingestion_to_complete_latency_ms: retries === 0 ? latency : undefined,
    ingestion_to_success_latency_ms: status === SUCCESS ? latency : undefined,
  };
}

function failedStep({ code, isPassing }: DeliveryFailure): Step {
  if (code === 'THROTTLING') {
    return 'INVOCATION_ATTEMPT_THROTTLE';
  }
  return isPassing
    ? 'INVOCATION_ATTEMPT_RETRYABLE_FAILURE'
    : 'INVOCATION_ATTEMPT_PERMANENT_FAILURE';
}

function writeInvocation(
  invocation: Invocation,
  step: Step,
  platform: Platform,
  details: () => object,
  failure?: DeliveryFailure,
): void {
  // What AWS does by rules of its own is in no log.
  if (invocation.rule.managedBy === undefined) {
    write(invocation.bus, step, platform, () =>
      invocationRecord(invocation, step, details(), platform, failure),
    );
  }
}

/**
 * Logs what happens to the events of a bus whose LogConfig asks for it, into
 * the log groups that deliveries connect with it ("Configuring logs for Amazon
 * EventBridge event buses").
 */
export const busLog: DeliveryObserver = {
  arrived: (bus, event, platform) =>
    write(bus, 'EVENT_INGEST_SUCCESS', platform, () =>
      eventRecord(bus, event, 'EVENT_INGEST_SUCCESS', platform),
    ),
  routed: (bus, event, rules, platform) => {
    const step = rules.some(({ managedBy }) => managedBy === undefined)
      ? 'RULE_MATCH_START'
      : 'NO_STANDARD_RULES_MATCHED';
    write(bus, step, platform, () => eventRecord(bus, event, step, platform));
  },
  matched: (bus, rule, event, platform) => {
    if (rule.managedBy === undefined) {
      write(bus, 'RULE_MATCH', platform, () =>
        matchRecord(bus, event, rule, platform),
      );
    }
  },
  attempted: (invocation, retries, platform) => {
    const details = () => ({ attempt_count: retries + 1 });
    if (retries === 0) {
      writeInvocation(invocation, 'INVOCATION_START', platform, details);
    }
    writeInvocation(invocation, 'INVOCATION_ATTEMPT_START', platform, details);
  },
  delivered: (invocation, retries, platform) => {
    writeInvocation(invocation, 'INVOCATION_ATTEMPT_SUCCESS', platform, () =>
      attemptDetails(retries, SUCCESS),
    );
    writeInvocation(invocation, 'INVOCATION_SUCCESS', platform, () =>
      finalDetails(invocation, retries, SUCCESS, platform),
    );
  },
  failed: (invocation, failure, isLast, platform, retries) => {
    const attempt = () => attemptDetails(retries, failure.code);
    const step = failedStep(failure);
    writeInvocation(invocation, step, platform, attempt, failure);
    if (isLast) {
      const details = () =>
        finalDetails(invocation, retries, failure.code, platform);
      writeInvocation(
        invocation,
        'INVOCATION_FAILURE',
        platform,
        details,
        failure,
      );
    }
  },
  buried: (invocation, reachedQueue, platform) =>
    writeInvocation(
      invocation,
      'INVOCATION_DLQ',
      platform,
      () => ({}),
      reachedQueue
        ? undefined
        : {
            code: 'NO_PERMISSIONS',
            message: 'The event did not reach the dead-letter queue',
          },
    ),
};
