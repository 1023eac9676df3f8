import type {
  InvocationRequest,
  InvocationResponse,
} from '@aws-sdk/client-lambda';
import { Operation, operation } from '../../calls/operation';
import { ServiceError, violationsMessage } from '../../wire/errors';
import { invokeLater } from './asynchronous';
import { findFunction, functionAccess } from './functions';
import { Run, runFunction } from './run';
import { LambdaFunction } from './state';

/** "Lambda quotas": payloads of synchronous and asynchronous invocations. */
const MAX_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576 };

function readPayload(
  payload: Uint8Array | undefined,
  maxBytes: number,
): Uint8Array {
  if (payload === undefined || payload.length === 0) {
    return Buffer.from('{}');
  }
  if (payload.length > maxBytes) {
    throw new ServiceError(
      'RequestTooLargeException',
      `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
    );
  }
  try {
    JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch (error) {
    throw new ServiceError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  return payload;
}

function answerOf(run: Run, { settings }: LambdaFunction): InvocationResponse {
  if (run.kind === 'answer') {
    return {
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      FunctionError: run.functionError,
      Payload: run.payload as unknown as InvocationResponse['Payload'],
    };
  }
  switch (run.because) {
    case 'throttled':
      throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', {
        members: { Reason: 'ConcurrentInvocationLimitExceeded' },
      });
    case 'timed out':
      return {
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
        FunctionError: 'Unhandled',
        Payload: Buffer.from(
          JSON.stringify({
            errorType: 'Sandbox.Timedout',
            errorMessage: `RequestId: ${
              run.requestId
            } Error: Task timed out after ${(settings.Timeout ?? 3).toFixed(
              2,
            )} seconds`,
          }),
        ) as unknown as InvocationResponse['Payload'],
      };
    default:
      throw new ServiceError('ServiceException', run.reason);
  }
}

const invoke = operation<InvocationRequest, InvocationResponse>({
  access: functionAccess('InvokeFunction'),
  run: async (input, call) => {
    const lambda = findFunction(call, input.FunctionName, input.Qualifier);
    const type: string = input.InvocationType ?? 'RequestResponse';
    switch (type) {
      case 'DryRun':
        return { StatusCode: 204 };
      case 'Event':
        invokeLater(call, lambda, readPayload(input.Payload, MAX_BYTES.Event));
        return { StatusCode: 202 };
      case 'RequestResponse': {
        const payload = readPayload(input.Payload, MAX_BYTES.RequestResponse);
        return answerOf(await runFunction(call, lambda, payload), lambda);
      }
      default:
        throw new ServiceError(
          'ValidationException',
          violationsMessage([
            {
              path: 'invocationType',
              value: type,
              constraint:
                'Member must satisfy enum value set: [Event, RequestResponse, DryRun]',
            },
          ]),
        );
    }
  },
});

export const invokeOperations: [string, Operation][] = [['Invoke', invoke]];
