import { Violation } from '../../../wire/errors';
import { API_DESTINATION, CONNECTION } from './connection';
import {
  list,
  Members,
  number,
  oneOf,
  structure,
  text,
  violationsOf,
} from './constraint';
import {
  ACCOUNT_ID,
  ARCHIVE_ARN,
  ARCHIVE_STATE,
  ARN,
  BUS_NAME,
  BUS_NAME_OR_ARN,
  BUS_PREFIX,
  CONNECTION_ARN,
  CONNECTION_STATE,
  DEAD_LETTER,
  DESCRIPTION,
  EVENT_PATTERN,
  EVENT_SOURCE_NAME,
  HOME_REGION,
  IAM_ROLE_ARN,
  KMS_KEY,
  LOG_CONFIG,
  NAME,
  name,
  PAGE,
  REPLAY_STATE,
  TAGS,
} from './members';
import { shownEntries } from './shownEntries';
import { TARGET } from './target';

const ENDPOINT: Members = {
  Name: name(64),
  Description: DESCRIPTION,
  RoutingConfig: structure({
    FailoverConfig: structure({
      Primary: structure({
        HealthCheck: text({
          min: 1,
          max: 1600,
          pattern: '^arn:aws([a-z]|\\-)*:route53:::healthcheck/[\\-a-z0-9]+$',
        }),
      }),
      Secondary: structure({ Route: HOME_REGION }),
    }),
  }),
  ReplicationConfig: structure({ State: oneOf('ENABLED', 'DISABLED') }),
  EventBuses: list(
    { min: 2, max: 2 },
    structure({
      EventBusArn: text({
        min: 1,
        max: 512,
        pattern:
          '^arn:aws[a-z-]*:events:[a-z]+-[a-z-]+-\\d+:\\d{12}:event-bus/[\\w.-]+$',
      }),
    }),
  ),
  RoleArn: IAM_ROLE_ARN,
};
const ARCHIVE: Members = {
  ArchiveName: name(48),
  EventSourceArn: ARCHIVE_ARN,
  Description: DESCRIPTION,
  EventPattern: EVENT_PATTERN,
  RetentionDays: number({ min: 0 }),
  KmsKeyIdentifier: KMS_KEY,
};
const OF_ONE_NAME: Members = { Name: name(64) };
const OF_ONE_ARCHIVE: Members = { ArchiveName: name(48) };
const OF_ONE_REPLAY: Members = { ReplayName: name(64) };
const OF_ONE_SOURCE: Members = { Name: EVENT_SOURCE_NAME };
const OF_ONE_RULE: Members = { Name: name(64), EventBusName: BUS_NAME_OR_ARN };
const EVENT_BUS: Members = {
  Name: BUS_NAME,
  EventSourceName: EVENT_SOURCE_NAME,
  Description: text({ max: 512 }),
  KmsKeyIdentifier: KMS_KEY,
  DeadLetterConfig: DEAD_LETTER,
  LogConfig: LOG_CONFIG,
  Tags: TAGS,
};
const PARTNER_SOURCE: Members = {
  Name: EVENT_SOURCE_NAME,
  Account: ACCOUNT_ID,
};
const STATEMENT_ID = text({ min: 1, max: 64, pattern: '[a-zA-Z0-9-_]+' });
const OWN_BUS_NAME = text({ min: 1, max: 256, pattern: NAME });

const REQUESTS: Readonly<Record<string, Members>> = {
  ActivateEventSource: OF_ONE_SOURCE,
  CancelReplay: OF_ONE_REPLAY,
  CreateApiDestination: API_DESTINATION,
  CreateArchive: ARCHIVE,
  CreateConnection: CONNECTION,
  CreateEndpoint: ENDPOINT,
  CreateEventBus: EVENT_BUS,
  CreatePartnerEventSource: PARTNER_SOURCE,
  DeactivateEventSource: OF_ONE_SOURCE,
  DeauthorizeConnection: OF_ONE_NAME,
  DeleteApiDestination: OF_ONE_NAME,
  DeleteArchive: OF_ONE_ARCHIVE,
  DeleteConnection: OF_ONE_NAME,
  DeleteEndpoint: OF_ONE_NAME,
  DeleteEventBus: { Name: BUS_NAME },
  DeletePartnerEventSource: PARTNER_SOURCE,
  DeleteRule: OF_ONE_RULE,
  DescribeApiDestination: OF_ONE_NAME,
  DescribeArchive: OF_ONE_ARCHIVE,
  DescribeConnection: OF_ONE_NAME,
  DescribeEndpoint: { Name: name(64), HomeRegion: HOME_REGION },
  DescribeEventBus: { Name: BUS_NAME_OR_ARN },
  DescribeEventSource: OF_ONE_SOURCE,
  DescribePartnerEventSource: OF_ONE_SOURCE,
  DescribeReplay: OF_ONE_REPLAY,
  DescribeRule: OF_ONE_RULE,
  DisableRule: OF_ONE_RULE,
  EnableRule: OF_ONE_RULE,
  ListApiDestinations: {
    NamePrefix: name(64),
    ConnectionArn: CONNECTION_ARN,
    ...PAGE,
  },
  ListArchives: {
    NamePrefix: name(48),
    EventSourceArn: ARCHIVE_ARN,
    State: ARCHIVE_STATE,
    ...PAGE,
  },
  ListConnections: {
    NamePrefix: name(64),
    ConnectionState: CONNECTION_STATE,
    ...PAGE,
  },
  ListEndpoints: {
    NamePrefix: name(64),
    HomeRegion: HOME_REGION,
    NextToken: text({ min: 1, max: 2048 }),
    MaxResults: number({ min: 1, max: 100 }),
  },
  ListEventBuses: { NamePrefix: BUS_NAME, ...PAGE },
  ListEventSources: {
    NamePrefix: text({ min: 1, max: 256, pattern: '[/\\.\\-_A-Za-z0-9]+' }),
    ...PAGE,
  },
  ListPartnerEventSourceAccounts: {
    EventSourceName: EVENT_SOURCE_NAME,
    ...PAGE,
  },
  ListPartnerEventSources: {
    NamePrefix: text({
      min: 1,
      max: 256,
      pattern: 'aws\\.partner/[\\.\\-_A-Za-z0-9]+/[/\\.\\-_A-Za-z0-9]*',
    }),
    ...PAGE,
  },
  ListReplays: {
    NamePrefix: name(64),
    State: REPLAY_STATE,
    EventSourceArn: ARCHIVE_ARN,
    ...PAGE,
  },
  ListRuleNamesByTarget: {
    TargetArn: ARN,
    EventBusName: BUS_NAME_OR_ARN,
    ...PAGE,
  },
  ListRules: { NamePrefix: name(64), EventBusName: BUS_NAME_OR_ARN, ...PAGE },
  ListTagsForResource: { ResourceARN: ARN },
  ListTargetsByRule: {
    Rule: name(64),
    EventBusName: BUS_NAME_OR_ARN,
    ...PAGE,
  },
  PutEvents: {
    Entries: list(
      { min: 1, max: 10 },
      structure({
        Resources: list({}, text({ max: 2048 })),
        EventBusName: text({
          min: 1,
          max: 1600,
          pattern: BUS_PREFIX + NAME,
        }),
        TraceHeader: text({ min: 1, max: 500 }),
      }),
      shownEntries,
    ),
    EndpointId: text({
      min: 1,
      max: 50,
      pattern: '^[A-Za-z0-9\\-]+[\\.][A-Za-z0-9\\-]+$',
    }),
  },
  PutPartnerEvents: {
    Entries: list(
      { min: 1, max: 20 },
      structure({
        Source: EVENT_SOURCE_NAME,
        Resources: list({}, text({ max: 2048 })),
      }),
    ),
  },
  PutPermission: {
    EventBusName: OWN_BUS_NAME,
    Action: text({ min: 1, max: 64, pattern: 'events:[a-zA-Z]+' }),
    Principal: text({ min: 1, max: 12, pattern: '(\\d{12}|\\*)' }),
    StatementId: STATEMENT_ID,
  },
  PutRule: {
    Name: name(64),
    ScheduleExpression: text({ max: 256 }),
    EventPattern: EVENT_PATTERN,
    State: oneOf(
      'ENABLED',
      'DISABLED',
      'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    ),
    Description: text({ max: 512 }),
    RoleArn: ARN,
    Tags: TAGS,
    EventBusName: BUS_NAME_OR_ARN,
  },
  PutTargets: {
    Rule: name(64),
    EventBusName: BUS_NAME_OR_ARN,
    Targets: list({ min: 1, max: 100 }, TARGET),
  },
  RemovePermission: { StatementId: STATEMENT_ID, EventBusName: OWN_BUS_NAME },
  RemoveTargets: {
    Rule: name(64),
    EventBusName: BUS_NAME_OR_ARN,
    Ids: list({ min: 1, max: 100 }, name(64)),
  },
  StartReplay: {
    ReplayName: name(64),
    Description: DESCRIPTION,
    EventSourceArn: ARCHIVE_ARN,
    Destination: structure({ Arn: ARN, FilterArns: list({}, ARN) }),
  },
  TagResource: { ResourceARN: ARN, Tags: TAGS },
  TestEventPattern: { EventPattern: EVENT_PATTERN },
  UntagResource: {
    ResourceARN: ARN,
    TagKeys: list({}, text({ min: 1, max: 128 })),
  },
  UpdateApiDestination: API_DESTINATION,
  UpdateArchive: ARCHIVE,
  UpdateConnection: CONNECTION,
  UpdateEndpoint: ENDPOINT,
  UpdateEventBus: EVENT_BUS,
};

const CHECKED = new Map(
  Object.entries(REQUESTS).map(([operation, members]) => [
    operation,
    Object.entries(members),
  ]),
);

/** Every constraint of the API reference that a request breaks. */
export function requestViolations(
  operationName: string,
  input: unknown,
): Violation[] {
  return violationsOf(CHECKED.get(operationName) ?? [], input);
}
