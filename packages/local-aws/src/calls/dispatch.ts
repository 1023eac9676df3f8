import { randomUUID } from 'node:crypto';
import { Caller, identifyCaller } from '../accounts';
import { SERVICES } from '../services';
import { ServiceError, violationsMessage } from '../wire/errors';
import { ServiceName } from '../wire/model';
import { missingMembers } from '../wire/required';
import { AwsRequest, HttpRequest, recognise } from '../wire/request';
import {
  errorResponse,
  HttpResponse,
  successResponse,
  unknownServiceResponse,
} from '../wire/response';
import { decideForCaller } from './authorise';
import { Platform } from './operation';

/** What each service calls the errors that all services share. */
const NAMES: Record<
  ServiceName,
  {
    accessDenied: string;
    invalid: string;
    unknownKey: string;
    unsigned: string;
    unknownOperation: string;
  }
> = {
  events: {
    accessDenied: 'AccessDeniedException',
    invalid: 'ValidationException',
    unknownKey: 'UnrecognizedClientException',
    unsigned: 'MissingAuthenticationTokenException',
    unknownOperation: 'UnknownOperationException',
  },
  schemas: {
    accessDenied: 'ForbiddenException',
    invalid: 'BadRequestException',
    unknownKey: 'UnrecognizedClientException',
    unsigned: 'MissingAuthenticationTokenException',
    unknownOperation: 'UnknownOperationException',
  },
  sts: {
    accessDenied: 'AccessDenied',
    invalid: 'ValidationError',
    unknownKey: 'InvalidClientTokenId',
    unsigned: 'MissingAuthenticationToken',
    unknownOperation: 'InvalidAction',
  },
  iam: {
    accessDenied: 'AccessDenied',
    invalid: 'ValidationError',
    unknownKey: 'InvalidClientTokenId',
    unsigned: 'MissingAuthenticationToken',
    unknownOperation: 'InvalidAction',
  },
  sqs: {
    accessDenied: 'AccessDenied',
    invalid: 'MissingParameter',
    unknownKey: 'InvalidClientTokenId',
    unsigned: 'MissingAuthenticationToken',
    unknownOperation: 'InvalidAction',
  },
};

function identify(request: AwsRequest, platform: Platform): Caller {
  const names = NAMES[request.model.name];
  if (!request.signature) {
    throw new ServiceError(
      names.unsigned,
      'Request is missing Authentication Token',
    );
  }
  try {
    return identifyCaller(
      request.signature,
      platform.accounts,
      platform.settings,
    );
  } catch (error) {
    if (
      error instanceof ServiceError &&
      error.name === 'InvalidClientTokenId'
    ) {
      throw new ServiceError(names.unknownKey, error.message);
    }
    throw error;
  }
}

async function perform(
  request: AwsRequest,
  caller: Caller,
  platform: Platform,
  signal: AbortSignal,
): Promise<object | void> {
  const { model, operationName } = request;
  const names = NAMES[model.name];
  const handler = SERVICES[model.name].get(operationName);
  if (!request.operation || !handler) {
    throw new ServiceError(
      names.unknownOperation,
      `Operation ${operationName} of service ${model.name} is not implemented by local AWS`,
      { status: request.protocol === 'rest-json' ? 404 : 400 },
    );
  }
  const input = request.readInput() ?? {};
  const missing = missingMembers(request.operation.input, input);
  if (missing.length > 0) {
    throw new ServiceError(names.invalid, violationsMessage(missing));
  }
  const call = { ...platform, caller, signal };
  for (const access of handler.access(input, call)) {
    const { message } = decideForCaller(call, access);
    if (message) {
      throw new ServiceError(names.accessDenied, message);
    }
  }
  return handler.run(input, call);
}

/**
 * Answers one AWS request and logs one line about it.
 *
 * @param signal - aborts when whoever called no longer waits
 */
export async function dispatch(
  http: HttpRequest,
  platform: Platform,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const startedAt = performance.now();
  const requestId = randomUUID();
  const request = recognise(http);
  const log = (account: string, operation: string, outcome: string) =>
    platform.settings.logger.info('Answered an AWS request', {
      account,
      service: 'model' in request ? request.model.name : request.service,
      operation,
      outcome,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
    });

  if (!('model' in request)) {
    log('-', '-', 'UnknownService');
    return unknownServiceResponse(request.service, request.isQuery, requestId);
  }

  const { model, protocol, operationName } = request;
  let account = '-';
  try {
    const caller = identify(request, platform);
    account = caller.account;
    const result = await perform(request, caller, platform, signal);
    log(account, operationName, 'ok');
    const { operation } = request;
    if (!operation) {
      throw new Error('An operation without a model was performed');
    }
    return successResponse(model, protocol, operation, result, requestId);
  } catch (error) {
    const known =
      error instanceof ServiceError
        ? error
        : new ServiceError('InternalFailure', `Local AWS failed: ${error}`);
    if (known !== error) {
      platform.settings.logger.error('Local AWS failed', {
        operation: operationName,
        error:
          error instanceof Error ? error.stack ?? error.message : `${error}`,
      });
    }
    log(account, operationName, known.name);
    return errorResponse(model, protocol, known, requestId);
  }
}
