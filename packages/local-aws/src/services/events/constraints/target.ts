import { list, map, number, oneOf, structure, text } from './constraint';
import {
  ARN,
  DEAD_LETTER,
  HEADER_KEY,
  HEADER_VALUE,
  name,
  QUERY_KEY,
  QUERY_VALUE,
  TAGS,
} from './members';

/** "Target". */
export const TARGET = structure({
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
    RunCommandTargets: list(
      { min: 1, max: 5 },
      structure({
        Key: text({
          min: 1,
          max: 128,
          pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$',
        }),
        Values: list({ min: 1, max: 50 }, text({ min: 1, max: 256 })),
      }),
    ),
  }),
  EcsParameters: structure({
    TaskDefinitionArn: ARN,
    TaskCount: number({ min: 1 }),
    LaunchType: oneOf('EC2', 'FARGATE', 'EXTERNAL'),
    NetworkConfiguration: structure({
      awsvpcConfiguration: structure({
        AssignPublicIp: oneOf('ENABLED', 'DISABLED'),
      }),
    }),
    CapacityProviderStrategy: list(
      { max: 6 },
      structure({
        capacityProvider: text({ min: 1, max: 255 }),
        weight: number({ min: 0, max: 1000 }),
        base: number({ min: 0, max: 100_000 }),
      }),
    ),
    PlacementConstraints: list(
      { max: 10 },
      structure({
        type: oneOf('distinctInstance', 'memberOf'),
        expression: text({ max: 2000 }),
      }),
    ),
    PlacementStrategy: list(
      { max: 5 },
      structure({
        type: oneOf('random', 'spread', 'binpack'),
        field: text({ max: 255 }),
      }),
    ),
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
    SecretManagerArn: text({
      min: 1,
      max: 1600,
      pattern:
        '(^arn:aws([a-z]|\\-)*:secretsmanager:[a-z0-9-.]+:.*)|(\\$(\\.[\\w_-]+(\\[(\\d+|\\*)\\])*)*)',
    }),
    Database: text({ min: 1, max: 64 }),
    DbUser: text({ min: 1, max: 128 }),
    Sql: text({ min: 1, max: 100_000 }),
    StatementName: text({ min: 1, max: 500 }),
    Sqls: list({ min: 0, max: 40 }, text({ min: 1, max: 100_000 })),
  }),
  SageMakerPipelineParameters: structure({
    PipelineParameterList: list(
      { min: 0, max: 200 },
      structure({
        Name: text({
          min: 1,
          max: 256,
          pattern: '^[a-zA-Z0-9](-*[a-zA-Z0-9])*$',
        }),
        Value: text({ max: 1024 }),
      }),
    ),
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
