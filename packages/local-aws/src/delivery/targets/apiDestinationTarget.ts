import { Platform } from '../../calls/platform';
import {
  ApiDestination,
  apiDestinationAt,
} from '../../services/events/apiDestinations';
import { Connection, connectionAt } from '../../services/events/connections';
import { accessToken } from '../../services/events/oauth';
import { endpointRequest, staticAuthorization } from '../endpointRequest';
import { DeliveryFailure } from '../failure';
import { Invocation, Outcome, TargetKind } from '../invocation';
import { checkDelivery } from '../permissions';
import { waitForTurn } from '../rateLimit';
import { targetInput } from '../targetInput';

/** "API destinations": an endpoint has five seconds to answer. */
const TIMEOUT_MS = 5_000;

const PREFIX = 'api-destination/';

function failure(reason: string, isPassing: boolean): DeliveryFailure {
  return {
    code: 'SDK_CLIENT_ERROR',
    message: `Unable to invoke ApiDestination endpoint: ${reason}`,
    isPassing,
  };
}

/**
 * What an answer means: 409, 429 and 5xx are worth another try, no other is
 * ("How EventBridge retries delivering events").
 */
function outcomeOf({ status, headers }: Response): Outcome {
  if (status >= 200 && status < 300) {
    return undefined;
  }
  const isPassing = status === 409 || status === 429 || status >= 500;
  const retryAfter = Number(headers.get('retry-after') ?? NaN);
  return {
    ...failure(
      status === 401 || status === 403 || status === 407
        ? 'The request failed because the credentials included for the connection are not authorized for the API destination.'
        : `The request failed with HTTP status ${status}.`,
      // An endpoint that says a negative number wants no other try.
      isPassing && !(retryAfter < 0),
    ),
    ...(retryAfter > 0 && { retryAfterMs: retryAfter * 1000 }),
  };
}

async function authorizationOf(
  platform: Platform,
  connection: Connection,
  isRefused: boolean,
): Promise<[string, string] | undefined> {
  return connection.authorizationType === 'OAUTH_CLIENT_CREDENTIALS'
    ? [
        'authorization',
        `Bearer ${await accessToken(platform, connection, isRefused)}`,
      ]
    : staticAuthorization(connection);
}

async function call(
  { rule, target, event }: Invocation,
  destination: ApiDestination,
  connection: Connection,
  platform: Platform,
  isRefused = false,
): Promise<Response> {
  const { url, ...request } = endpointRequest(destination, connection, {
    input: targetInput(target, rule, event),
    event,
    httpParameters: target.HttpParameters,
    authorization: await authorizationOf(platform, connection, isRefused),
  });
  const answer = await fetch(url, {
    ...request,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  // Nobody reads what an endpoint answers.
  await answer.body?.cancel();
  return answer;
}

async function invoke(
  invocation: Invocation,
  destination: ApiDestination,
  connection: Connection,
  platform: Platform,
): Promise<Outcome> {
  await waitForTurn(platform, destination.arn, destination.ratePerSecond);
  try {
    let answer = await call(invocation, destination, connection, platform);
    const isRefused = answer.status === 401 || answer.status === 407;
    if (
      isRefused &&
      connection.authorizationType === 'OAUTH_CLIENT_CREDENTIALS'
    ) {
      // The token may have ended early: another is got and tried once.
      answer = await call(invocation, destination, connection, platform, true);
    }
    return outcomeOf(answer);
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return isLate
      ? {
          ...failure(
            'Timeout calling endpoint for API Destination: socket closed.',
            true,
          ),
          code: 'UNKNOWN',
        }
      : failure('API destination endpoint cannot be reached.', true);
  }
}

/** API destinations: HTTP endpoints, really called. */
export const apiDestinationTarget: TargetKind = {
  owns: arn => arn.service === 'events' && arn.resource.startsWith(PREFIX),
  struckAs: { service: 'events', operation: 'InvokeApiDestination' },
  deliver: (invocation, arn, platform) => {
    const { target } = invocation;
    const text = target.Arn ?? '';
    const destination = apiDestinationAt(platform.accounts, arn, text);
    if (!destination) {
      return { code: 'NO_RESOURCE', message: `No API destination ${text}` };
    }
    if (!target.RoleArn) {
      return {
        code: 'NO_PERMISSIONS',
        message: `The target ${text} is an API destination and needs a RoleArn`,
      };
    }
    const refusal = checkDelivery(
      target.RoleArn,
      {
        action: 'events:InvokeApiDestination',
        resourceArn: text,
        resourceAccount: arn.account,
      },
      invocation,
      platform,
    );
    if (refusal) {
      return refusal;
    }
    const connection = connectionAt(
      platform.accounts,
      destination.connectionArn,
    );
    return connection?.state === 'AUTHORIZED'
      ? invoke(invocation, destination, connection, platform)
      : {
          code: 'NO_PERMISSIONS',
          message: `The connection of ${text} is not authorized`,
        };
  },
};
