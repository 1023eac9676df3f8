import { randomUUID } from 'node:crypto';
import { callerOfLink } from '../services/sns/link';
import { ServiceError } from '../wire/errors';
import { AwsRequest, HttpRequest, recognise } from '../wire';
import {
  errorResponse,
  HttpResponse,
  successResponse,
  unknownServiceResponse,
} from '../wire';
import { Caller, identifyCaller } from './caller';
import { Origin } from './operation';
import { perform } from './perform';
import { Platform } from './platform';

function identify(request: AwsRequest, platform: Platform): Caller {
  const names = request.model.errorNames;
  if (!request.signature) {
    const { operationName, readInput } = request;
    const link = { service: request.model.name, operationName, readInput };
    const caller = callerOfLink(link, platform);
    if (caller) {
      return caller;
    }
    throw new ServiceError(
      names.unsigned,
      'Request is missing Authentication Token',
    );
  }
  try {
    return identifyCaller(request.signature, platform);
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

function originOf(
  { header, body, remoteAddress = '' }: HttpRequest,
  { signature }: AwsRequest,
  requestId: string,
): Origin {
  return {
    requestId,
    accessKeyId: signature?.accessKeyId ?? '',
    // IPv4 through an IPv6 socket.
    sourceAddress: remoteAddress.replace(/^::ffff:/, ''),
    userAgent: header('user-agent') ?? '',
    sizeBytes: body.length,
  };
}

/**
 * Answers one AWS request and logs one line about it. Where anything outlives
 * the process, the answer waits until what it confirms does.
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
  const { logger } = platform.settings;
  const { journal } = platform.accounts;
  const log = (account: string, operation: string, outcome: string) =>
    logger.info('Answered an AWS request', {
      account,
      service: 'model' in request ? request.model.name : request.service ?? '-',
      operation,
      outcome,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
    });

  if (!('model' in request)) {
    log('-', '-', 'UnknownService');
    return unknownServiceResponse(request.service, request.isQuery, requestId);
  }

  const { model, protocol, operationName, operation, readInput } = request;
  let account = '-';
  try {
    const caller = identify(request, platform);
    account = caller.account;
    const isRest = protocol === 'rest-json';
    const result = await perform(
      {
        model,
        operationName,
        operation,
        isRest,
        readInput,
        caller,
        signal,
        origin: originOf(http, request, requestId),
      },
      platform,
    );
    if (journal.isDurable) {
      await journal.committed();
    }
    log(account, operationName, 'ok');
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
      logger.error('Local AWS failed', {
        operation: operationName,
        error:
          error instanceof Error ? error.stack ?? error.message : `${error}`,
      });
    }
    log(account, operationName, known.name);
    return errorResponse(model, protocol, known, requestId);
  }
}
