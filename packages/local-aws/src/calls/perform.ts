import { SERVICES } from '../services';
import { CALL_OBSERVERS } from '../services/observers';
import { ServiceError } from '../wire/errors';
import { OperationModel, ServiceModel } from '../wire/model';
import { missingMembers, missingMessage } from '../wire/required';
import { decideForCaller } from './authorise';
import { Caller } from './caller';
import { suffer } from './faultError';
import { Access, Call, Operation, Origin } from './operation';
import { Platform } from './platform';
import { refuseExcess } from './throttling';

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
  /** Missing when it did not come over HTTP. */
  origin?: Origin;
}

function notImplemented({ model, operationName, isRest }: Asked) {
  return new ServiceError(
    model.errorNames.unknownOperation,
    `Operation ${operationName} of service ${model.name} is not implemented by local AWS`,
    { status: isRest ? 404 : 400 },
  );
}

/** Throttles, lets injected faults strike, authorises and acts. */
async function act(
  handler: Operation,
  { model, operationName, signal }: Asked,
  input: unknown,
  call: Call,
  accesses: Access[],
): Promise<object | void> {
  refuseExcess(model.name, operationName, call);
  const fault = call.faults.strike({
    service: model.name,
    operation: operationName,
    account: call.caller.account,
  });
  if (fault) {
    await suffer(fault, model, signal);
    if (fault.effect === 'partial') {
      call.entryFails = () => Math.random() < (fault.rate ?? 1);
    }
  }
  accesses.push(...handler.access(input, call));
  for (const access of accesses) {
    const { message } = decideForCaller(call, access);
    if (message) {
      throw new ServiceError(model.errorNames.accessDenied, message);
    }
  }
  return handler.run(input, call);
}

/**
 * Runs an operation for a caller: reads and checks its input, lets injected
 * faults strike, authorises, and acts. Whoever observes calls is told.
 *
 * @throws ServiceError in the words of the service
 */
export async function perform(
  asked: Asked,
  platform: Platform,
): Promise<object | void> {
  const { model, operationName, operation, caller, signal, origin } = asked;
  const handler = SERVICES[model.name].get(operationName);
  if (!operation || !handler) {
    throw notImplemented(asked);
  }
  const input = asked.readInput() ?? {};
  const missing = operation.input ? missingMembers(operation.input, input) : [];
  if (missing.length > 0) {
    throw new ServiceError(
      model.errorNames.invalid,
      missingMessage(model, missing),
    );
  }
  const call: Call = { ...platform, caller, signal, origin };
  const accesses: Access[] = [];
  const startedAt = performance.now();
  const tell = (output: object | void, error?: unknown) => {
    for (const observe of CALL_OBSERVERS) {
      observe(
        {
          service: model.name,
          operation: operationName,
          input,
          output,
          error,
          accesses,
          tookMs: performance.now() - startedAt,
        },
        call,
      );
    }
  };
  let output: object | void;
  try {
    output = await act(handler, asked, input, call, accesses);
  } catch (error) {
    tell(undefined, error);
    throw error;
  }
  tell(output);
  return output;
}
