import { SERVICES } from '../services';
import { CALL_OBSERVERS } from '../services/observers';
import { ServiceError, violationsMessage } from '../wire/errors';
import { OperationModel, ServiceModel } from '../wire/model';
import { missingMembers } from '../wire/required';
import { decideForCaller } from './authorise';
import { Caller } from './caller';
import { suffer } from './faultError';
import { Call } from './operation';
import { Platform } from './platform';

/** One operation that somebody asks for. */
export interface Asked {
  model: ServiceModel;
  operationName: string;
  /** Missing when the service's API has no such operation. */
  operation?: OperationModel;
  isRest: boolean;
  /** @throws ServiceError `SerializationException` */
  readInput: () => unknown;
  caller: Caller;
  /** Aborts when whoever called no longer waits. */
  signal: AbortSignal;
}

function notImplemented({ model, operationName, isRest }: Asked) {
  return new ServiceError(
    model.errorNames.unknownOperation,
    `Operation ${operationName} of service ${model.name} is not implemented by local AWS`,
    { status: isRest ? 404 : 400 },
  );
}

/**
 * Runs an operation for a caller: reads and checks its input, lets injected
 * faults strike, authorises, and acts.
 *
 * @throws ServiceError in the words of the service
 */
export async function perform(
  asked: Asked,
  platform: Platform,
): Promise<object | void> {
  const { model, operationName, operation, caller, signal } = asked;
  const handler = SERVICES[model.name].get(operationName);
  if (!operation || !handler) {
    throw notImplemented(asked);
  }
  const input = asked.readInput() ?? {};
  const missing = operation.input ? missingMembers(operation.input, input) : [];
  if (missing.length > 0) {
    throw new ServiceError(
      model.errorNames.invalid,
      violationsMessage(missing),
    );
  }
  const fault = platform.faults.strike({
    service: model.name,
    operation: operationName,
    account: caller.account,
  });
  if (fault) {
    await suffer(fault, model, signal);
  }
  const call: Call = {
    ...platform,
    caller,
    signal,
    entryFails:
      fault?.effect === 'partial'
        ? () => Math.random() < (fault.rate ?? 1)
        : undefined,
  };
  for (const access of handler.access(input, call)) {
    const { message } = decideForCaller(call, access);
    if (message) {
      throw new ServiceError(model.errorNames.accessDenied, message);
    }
  }
  const output = await handler.run(input, call);
  for (const observe of CALL_OBSERVERS) {
    observe(
      { service: model.name, operation: operationName, input, output },
      call,
    );
  }
  return output;
}
