import type {
  DeleteFunctionEventInvokeConfigRequest,
  DestinationConfig,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigRequest,
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse,
  PutFunctionEventInvokeConfigRequest,
  UpdateFunctionEventInvokeConfigRequest,
} from '@aws-sdk/client-lambda';
import { parseArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError, Violation, violationsMessage } from '../../wire/errors';
import { changeFunction, findFunction, functionAccess } from './functions';
import { EventInvoke, LambdaFunction } from './state';

/** The kinds of destinations there are here; AWS has S3 as well. */
const DESTINATIONS = ['sqs', 'sns', 'lambda', 'events'];

interface Input {
  MaximumRetryAttempts?: number;
  MaximumEventAgeInSeconds?: number;
  DestinationConfig?: DestinationConfig;
}

function checkRange(
  path: string,
  value: number | undefined,
  [min, max]: [number, number],
): Violation[] {
  if (value !== undefined && value < min) {
    const constraint = `Member must have value greater than or equal to ${min}`;
    return [{ path, value, constraint }];
  }
  return value !== undefined && value > max
    ? [
        {
          path,
          value,
          constraint: `Member must have value less than or equal to ${max}`,
        },
      ]
    : [];
}

/** @throws `ValidationException`, `InvalidParameterValueException` */
function readConfig(input: Input, call: Call): EventInvoke {
  const violations = [
    ...checkRange('maximumRetryAttempts', input.MaximumRetryAttempts, [0, 2]),
    ...checkRange(
      'maximumEventAgeInSeconds',
      input.MaximumEventAgeInSeconds,
      [60, 21_600],
    ),
  ];
  if (violations.length > 0) {
    throw new ServiceError(
      'ValidationException',
      violationsMessage(violations),
    );
  }
  const { OnSuccess, OnFailure } = input.DestinationConfig ?? {};
  for (const arn of [OnSuccess?.Destination, OnFailure?.Destination]) {
    if (arn && !DESTINATIONS.includes(parseArn(arn)?.service ?? '')) {
      throw new ServiceError(
        'InvalidParameterValueException',
        `The destination ARN ${arn} is invalid.`,
      );
    }
  }
  return {
    maxRetries: input.MaximumRetryAttempts,
    maxAgeSeconds: input.MaximumEventAgeInSeconds,
    onSuccess: OnSuccess?.Destination,
    onFailure: OnFailure?.Destination,
    modifiedAt: call.clock.date(),
  };
}

function shown(
  { arn }: LambdaFunction,
  config: EventInvoke,
): FunctionEventInvokeConfig {
  return {
    LastModified: config.modifiedAt,
    FunctionArn: `${arn}:$LATEST`,
    MaximumRetryAttempts: config.maxRetries,
    MaximumEventAgeInSeconds: config.maxAgeSeconds,
    DestinationConfig: {
      OnSuccess: config.onSuccess ? { Destination: config.onSuccess } : {},
      OnFailure: config.onFailure ? { Destination: config.onFailure } : {},
    },
  };
}

function find(
  input: { FunctionName: string; Qualifier?: string },
  call: Call,
): { lambda: LambdaFunction; config: EventInvoke } {
  const lambda = findFunction(call, input.FunctionName, input.Qualifier);
  if (!lambda.eventInvoke) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `The function ${lambda.arn}:$LATEST doesn't have an EventInvokeConfig`,
    );
  }
  return { lambda, config: lambda.eventInvoke };
}

const putFunctionEventInvokeConfig = operation<
  PutFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig
>({
  access: functionAccess('PutFunctionEventInvokeConfig'),
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName, input.Qualifier);
    const eventInvoke = readConfig(input, call);
    return shown(changeFunction(call, lambda, { eventInvoke }), eventInvoke);
  },
});

const updateFunctionEventInvokeConfig = operation<
  UpdateFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig
>({
  access: functionAccess('UpdateFunctionEventInvokeConfig'),
  run: (input, call) => {
    const { lambda, config } = find(input, call);
    const change = readConfig(input, call);
    const eventInvoke = {
      maxRetries: change.maxRetries ?? config.maxRetries,
      maxAgeSeconds: change.maxAgeSeconds ?? config.maxAgeSeconds,
      onSuccess: change.onSuccess ?? config.onSuccess,
      onFailure: change.onFailure ?? config.onFailure,
      modifiedAt: change.modifiedAt,
    };
    return shown(changeFunction(call, lambda, { eventInvoke }), eventInvoke);
  },
});

const getFunctionEventInvokeConfig = operation<
  GetFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig
>({
  access: functionAccess('GetFunctionEventInvokeConfig'),
  run: (input, call) => {
    const { lambda, config } = find(input, call);
    return shown(lambda, config);
  },
});

const listFunctionEventInvokeConfigs = operation<
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse
>({
  access: functionAccess('ListFunctionEventInvokeConfigs'),
  run: ({ FunctionName }, call) => {
    const lambda = findFunction(call, FunctionName);
    const { eventInvoke } = lambda;
    return {
      FunctionEventInvokeConfigs: eventInvoke
        ? [shown(lambda, eventInvoke)]
        : [],
    };
  },
});

const deleteFunctionEventInvokeConfig = operation<
  DeleteFunctionEventInvokeConfigRequest,
  object
>({
  access: functionAccess('DeleteFunctionEventInvokeConfig'),
  run: (input, call) => {
    const { lambda } = find(input, call);
    changeFunction(call, lambda, { eventInvoke: undefined });
    return {};
  },
});

export const eventInvokeOperations: [string, Operation][] = [
  ['PutFunctionEventInvokeConfig', putFunctionEventInvokeConfig],
  ['UpdateFunctionEventInvokeConfig', updateFunctionEventInvokeConfig],
  ['GetFunctionEventInvokeConfig', getFunctionEventInvokeConfig],
  ['ListFunctionEventInvokeConfigs', listFunctionEventInvokeConfigs],
  ['DeleteFunctionEventInvokeConfig', deleteFunctionEventInvokeConfig],
];
