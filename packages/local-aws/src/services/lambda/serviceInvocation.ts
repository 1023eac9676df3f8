import { parseArn } from '../../accounts';
import { decide } from '../../calls/authorise';
import { Platform } from '../../calls/platform';
import { DeliveryFailure } from '../../delivery/failure';
import { serviceFault } from '../../delivery/fault';
import { Principal } from '../../policies';
import { goOn } from './asynchronous';
import { functionAt } from './functions';
import { Run, runFunction } from './run';
import { LambdaFunction } from './state';

/** An AWS service that invokes a function for one of its resources. */
export interface Invoker {
  principal: Principal;
  /** ARN of the resource, for `aws:SourceArn`. */
  sourceArn: string;
  /** Account of the resource, for `aws:SourceAccount`. */
  account: string;
}

/** The function of an ARN, while it is there. */
export function functionOfArn(
  platform: Platform,
  text: string,
): LambdaFunction | undefined {
  const arn = parseArn(text);
  const [type, name, qualifier = '$LATEST'] = arn?.resource.split(':') ?? [];
  return arn && type === 'function' && qualifier === '$LATEST'
    ? functionAt(platform, arn, name)
    : undefined;
}

function failureOf(run: Extract<Run, { kind: 'failure' }>): DeliveryFailure {
  const { reason: message } = run;
  switch (run.because) {
    case 'no address':
      return { code: 'SDK_CLIENT_ERROR', message };
    case 'throttled':
      return { code: 'THROTTLING', message, isPassing: true };
    case 'timed out':
      return { code: 'TIMEOUT', message, isPassing: true };
    default:
      return { code: 'INTERNAL_ERROR', message, isPassing: true };
  }
}

/**
 * Hands an event to a function, as asynchronous invocations do: an error of the
 * function is Lambda's to retry, what did not get to the function is the
 * sender's.
 *
 * @returns why the function did not get it
 */
export async function handOver(
  platform: Platform,
  lambda: LambdaFunction,
  payload: string,
): Promise<DeliveryFailure | undefined> {
  const run = await runFunction(platform, lambda, payload);
  if (run.kind === 'failure' && run.because === 'called off') {
    // It neither failed nor came through: what is kept goes on after a restart.
    return new Promise(() => {});
  }
  if (run.kind === 'failure') {
    return failureOf(run);
  }
  goOn(platform, lambda, payload, run);
  return undefined;
}

/** Invokes a function as a service, which the function's policy has to allow. */
export async function invokeAs(
  platform: Platform,
  { principal, sourceArn, account }: Invoker,
  arn: string,
  payload: string,
): Promise<DeliveryFailure | undefined> {
  const lambda = functionOfArn(platform, arn);
  if (!lambda) {
    return { code: 'NO_RESOURCE', message: `No function ${arn}` };
  }
  const fault = serviceFault(platform, 'lambda', 'Invoke', lambda.account);
  if (fault) {
    return fault;
  }
  const { message } = decide(
    principal,
    {
      action: 'lambda:InvokeFunction',
      resourceArn: arn,
      resourceAccount: lambda.account,
      resourcePolicy: lambda.policy,
      region: lambda.region,
      context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': account },
    },
    platform,
  );
  return message
    ? { code: 'NO_PERMISSIONS', message }
    : handOver(platform, lambda, payload);
}
