import { randomUUID } from 'node:crypto';
import { Platform } from '../../calls/platform';
import { post } from '../post';
import { addressOf } from './functions';
import { LambdaFunction } from './state';

/** What came of running a function. */
export type Run =
  | {
      kind: 'answer';
      payload: Buffer;
      functionError?: string;
      requestId: string;
    }
  | {
      kind: 'failure';
      because:
        | 'no address'
        | 'throttled'
        | 'timed out'
        | 'broken'
        | 'called off';
      reason: string;
      requestId: string;
    };

/**
 * Runs a function where the options say: a POST of the payload, with the
 * headers of "Using the Lambda runtime API" about request and function. An
 * answer of status 2xx is the function's, an error where it has the header
 * `x-amz-function-error`. Status 429 is a throttle, any other a failure of the
 * service.
 */
export async function runFunction(
  platform: Platform,
  lambda: LambdaFunction,
  payload: string | Uint8Array,
): Promise<Run> {
  const requestId = randomUUID();
  const address = addressOf(platform, lambda);
  if (address === undefined) {
    return {
      kind: 'failure',
      because: 'no address',
      reason: `Local AWS has no address for the function ${lambda.arn}: name it in the option functions`,
      requestId,
    };
  }
  const timeoutMs = (lambda.settings.Timeout ?? 3) * 1000;
  const answer = await post(platform, address, {
    body: payload,
    timeoutMs,
    headers: {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-invoked-function-arn': lambda.arn,
      'lambda-runtime-deadline-ms': String(platform.clock.now() + timeoutMs),
    },
  });
  if ('reason' in answer) {
    return {
      kind: 'failure',
      because: answer.because === 'unreachable' ? 'broken' : answer.because,
      reason: answer.reason,
      requestId,
    };
  }
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) {
    return {
      kind: 'answer',
      payload: body,
      functionError: headers.get('x-amz-function-error') ?? undefined,
      requestId,
    };
  }
  return {
    kind: 'failure',
    because: status === 429 ? 'throttled' : 'broken',
    reason: `${address} answered with status ${status}`,
    requestId,
  };
}
