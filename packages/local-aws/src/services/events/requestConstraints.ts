import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { Violation } from '../../wire/errors';
import {
  list,
  map,
  Members,
  number,
  oneOf,
  structure,
  text,
  violationsOf,
} from './constraints';

// The constraints of the API reference ("Amazon EventBridge API Reference",
// one per data type), under the names they have there.

const NAME = '[\\.\\-_A-Za-z0-9]+';
const name = (max: number) => text({ min: 1, max, pattern: NAME });

const ARN = text({ min: 1, max: 1600 });
const arnOf = (resource: string) =>
  text({
    min: 1,
    max: 1600,
    pattern: `^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:${resource}$`,
  });

const ACCOUNT_ID = text({ min: 12, max: 12, pattern: '\\d{12}' });
const API_DESTINATION_METHOD = oneOf(
  'HEAD',
  'POST',
  'PATCH',
  'DELETE',
  'PUT',
  'GET',
  'OPTIONS',
);
const ARCHIVE_ARN = arnOf('.+\\/.+');
const ARCHIVE_STATE = oneOf(
  'ENABLED',
  'DISABLED',
  'CREATING',
  'UPDATING',
  'CREATE_FAILED',
  'UPDATE_FAILED',
);
const AUTH_HEADER =
  '^[ \\t]*[^\\x00-\\x1F:\\x7F]+([ \\t]+[^\\x00-\\x1F:\\x7F]+)*[ \\t]*$';
const AUTH_HEADER_TEXT = text({ min: 1, max: 512, pattern: AUTH_HEADER });
const AUTH_HEADER_SECRET = text({
  min: 1,
  max: 512,
  pattern: AUTH_HEADER,
  isSecret: true,
});
const BUS_NAME = text({ min: 1, max: 256, pattern: '[/\\.\\-_A-Za-z0-9]+' });
const BUS_PREFIX =
  '(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?';
const BUS_NAME_OR_ARN = text({
  min: 1,
  max: 1600,
  pattern: `${BUS_PREFIX}[/\\.\\-_A-Za-z0-9]+`,
});
const CONNECTION_ARN = arnOf(
  'connection\\/[\\.\\-_A-Za-z0-9]+\\/[\\-A-Za-z0-9]+',
);
const CONNECTION_STATE = oneOf(
  'CREATING',
  'UPDATING',
  'DELETING',
  'AUTHORIZED',
  'DEAUTHORIZED',
  'AUTHORIZING',
  'DEAUTHORIZING',
  'ACTIVE',
  'FAILED_CONNECTIVITY',
);
const DESCRIPTION = text({ max: 512, pattern: '.*' });
const EVENT_PATTERN = text({ max: 4096 });
const EVENT_SOURCE_NAME = text({
  min: 1,
  max: 256,
  pattern: 'aws\\.partner(/[\\.\\-_A-Za-z0-9]+){2,}',
});
const HEADER_KEY = text({
  max: 512,
  pattern: "^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$",
});
const HEADER_VALUE = '^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*[ \\t]*$';
const HOME_REGION = text({ min: 9, max: 20, pattern: '^[\\-a-z0-9]+$' });
const HTTPS_ENDPOINT = text({
  min: 1,
  max: 2048,
  pattern:
    "^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@\\x26=+$,A-Za-z0-9])+)([).!';/?:,])?$",
});
const IAM_ROLE_ARN = text({
  min: 1,
  max: 256,
  pattern: '^arn:aws[a-z-]*:iam::\\d{12}:role\\/[\\w+=,.@/-]+$',
});
const KMS_KEY = text({ max: 2048, pattern: '^[a-zA-Z0-9_\\-/:]*$' });
const OAUTH_METHOD = oneOf('GET', 'POST', 'PUT');
const QUERY_KEY = text({ max: 512, pattern: '[^\\x00-\\x1F\\x7F]+' });
const QUERY_VALUE = '[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F]+';
const REPLAY_STATE = oneOf(
  'STARTING',
  'RUNNING',
  'CANCELLING',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
);

const PAGE: Members = {
  NextToken: text({ min: 1, max: 2048 }),
  Limit: number({ min: 1, max: 100 }),
};
const TAG = structure({
  Key: text({ min: 1, max: 128 }),
  Value: text({ min: 0, max: 256 }),
});
const TAGS = list({}, TAG);
const DEAD_LETTER = structure({ Arn: ARN });
const LOG_CONFIG = structure({
  IncludeDetail: oneOf('NONE', 'FULL'),
  Level: oneOf('OFF', 'ERROR', 'INFO', 'TRACE'),
});

const secretAware = (key: ReturnType<typeof text>, pattern?: string) =>
  list(
    { min: 0, max: 100 },
    structure({
      Key: key,
      // The value may be a secret: a message about it must not tell it.
      Value: text({ max: 512, pattern, isSecret: true }),
    }),
  );
const HTTP_PARAMETERS = structure({
  HeaderParameters: secretAware(HEADER_KEY, HEADER_VALUE),
  QueryStringParameters: secretAware(QUERY_KEY, QUERY_VALUE),
  BodyParameters: list({ min: 0, max: 100 }),
});
const AUTH_PARAMETERS = structure({
  BasicAuthParameters: structure({
    Username: AUTH_HEADER_TEXT,
    Password: AUTH_HEADER_SECRET,
  }),
  OAuthParameters: structure({
    ClientParameters: structure({
      ClientID: AUTH_HEADER_TEXT,
      ClientSecret: AUTH_HEADER_SECRET,
    }),
    AuthorizationEndpoint: HTTPS_ENDPOINT,
    HttpMethod: OAUTH_METHOD,
    OAuthHttpParameters: HTTP_PARAMETERS,
  }),
  ApiKeyAuthParameters: structure({
    ApiKeyName: AUTH_HEADER_TEXT,
    ApiKeyValue: AUTH_HEADER_SECRET,
  }),
  InvocationHttpParameters: HTTP_PARAMETERS,
});

const TARGET = structure({
  Id: name(64),
  Arn: ARN,
  RoleArn: ARN,
  Input: text({ max: 8192 }),
  InputPath: text({ max: 256 }),
  InputTransformer: structure({
    InputPathsMap: map(
      { max: 100 },
      {
        key: text({ min: 1, max: 256, pattern: '[A-Za-z0-9\\_\\-]+' }),
        value: text({ max: 256 }),
      },
    ),
    InputTemplate: text({ min: 1, max: 8192 }),
  }),
  KinesisParameters: structure({ PartitionKeyPath: text({ max: 256 }) }),
  RunCommandParameters: structure({
    RunCommandTargets: list({ min: 1, max: 5 }),
  }),
  EcsParameters: structure({
    TaskDefinitionArn: ARN,
    TaskCount: number({ min: 1 }),
    LaunchType: oneOf('EC2', 'FARGATE', 'EXTERNAL'),
    CapacityProviderStrategy: list({ max: 6 }),
    PlacementConstraints: list({ max: 10 }),
    PlacementStrategy: list({ max: 5 }),
    PropagateTags: oneOf('TASK_DEFINITION'),
    ReferenceId: text({ max: 1024 }),
    Tags: TAGS,
  }),
  SqsParameters: structure({ MessageGroupId: text({ max: 100 }) }),
  HttpParameters: structure({
    PathParameterValues: list({}, text({ pattern: '^(?!\\s*$).+' })),
    HeaderParameters: map(
      {},
      { key: HEADER_KEY, value: text({ max: 512, pattern: HEADER_VALUE }) },
    ),
    QueryStringParameters: map(
      {},
      { key: QUERY_KEY, value: text({ max: 512, pattern: QUERY_VALUE }) },
    ),
  }),
  RedshiftDataParameters: structure({
    Database: text({ min: 1, max: 64 }),
    DbUser: text({ min: 1, max: 128 }),
    Sql: text({ min: 1, max: 100_000 }),
    StatementName: text({ min: 1, max: 500 }),
    Sqls: list({ min: 0, max: 40 }),
  }),
  SageMakerPipelineParameters: structure({
    PipelineParameterList: list({ min: 0, max: 200 }),
  }),
  DeadLetterConfig: DEAD_LETTER,
  RetryPolicy: structure({
    MaximumRetryAttempts: number({ min: 0, max: 185 }),
    MaximumEventAgeInSeconds: number({ min: 60, max: 86_400 }),
  }),
  AppSyncParameters: structure({
    GraphQLOperation: text({ min: 1, max: 1_048_576 }),
  }),
});

/** Entries the way AWS's messages show them: the service's own structures. */
function shownEntries(entries: unknown[]): string[] {
  return (entries as PutEventsRequestEntry[]).map(entry => {
    const members = {
      time: entry.Time?.toISOString(),
      source: entry.Source,
      resources: entry.Resources && `[${entry.Resources.join(', ')}]`,
      detailType: entry.DetailType,
      detail: entry.Detail,
      eventBusName: entry.EventBusName,
      traceHeader: entry.TraceHeader,
      kmsKeyIdentifier: undefined,
      internalMetadata: undefined,
    };
    const shown = Object.entries(members).map(
      ([member, value]) => `${member}=${value ?? 'null'}`,
    );
    return `PutEventsRequestEntry(${shown.join(', ')})`;
  });
}

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
const API_DESTINATION: Members = {
  Name: name(64),
  Description: DESCRIPTION,
  ConnectionArn: CONNECTION_ARN,
  InvocationEndpoint: HTTPS_ENDPOINT,
  HttpMethod: API_DESTINATION_METHOD,
  InvocationRateLimitPerSecond: number({ min: 1 }),
};
const CONNECTION: Members = {
  Name: name(64),
  Description: DESCRIPTION,
  AuthorizationType: oneOf('BASIC', 'OAUTH_CLIENT_CREDENTIALS', 'API_KEY'),
  AuthParameters: AUTH_PARAMETERS,
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
