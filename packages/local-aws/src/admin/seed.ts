import { Caller } from '../calls/caller';
import { perform } from '../calls/perform';
import { Platform } from '../calls/platform';
import { ServiceError } from '../wire/errors';
import { readJson } from '../wire/jsonReader';
import { ServiceModel, SERVICE_MODELS } from '../wire/model';

/**
 * One call of a seed: an operation of the AWS API, done by the root of an
 * account.
 *
 * @public
 */
export interface SeedCall {
  account: string;
  /** Default: the Region of the options. */
  region?: string;
  /** Signing name: `events`, `sqs`, `schemas`, … */
  service: string;
  operation: string;
  /** The request, as in the API reference; blobs in base64. */
  input?: object;
}

/** A seed that could not be sown. Calls before `index` were done. */
export class SeedError extends Error {
  constructor(
    readonly index: number,
    { service, operation }: SeedCall,
    cause: unknown,
  ) {
    const reason =
      cause instanceof Error ? `${cause.name}: ${cause.message}` : `${cause}`;
    super(
      `Call ${
        index + 1
      } of the seed, ${service} ${operation}, failed: ${reason}`,
    );
    this.name = 'SeedError';
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a seed. @throws Error that lists every problem */
export function readSeed(value: unknown): SeedCall[] {
  if (!Array.isArray(value)) {
    throw new Error('A seed is a list of calls');
  }
  const problems: string[] = [];
  const calls = value.map((item: unknown, i): SeedCall => {
    const member = (name: string, pattern: RegExp, what: string) => {
      const given = isObject(item) ? item[name] : undefined;
      if (typeof given !== 'string' || !pattern.test(given)) {
        problems.push(`[${i}].${name} must be ${what}`);
      }
      return String(given);
    };
    const { region, input } = isObject(item)
      ? item
      : { region: undefined, input: undefined };
    if (region !== undefined && typeof region !== 'string') {
      problems.push(`[${i}].region must be a text`);
    }
    if (input !== undefined && !isObject(input)) {
      problems.push(`[${i}].input must be an object`);
    }
    return {
      account: member('account', /^\d{12}$/, 'an account of 12 digits'),
      service: member('service', /./, 'the name of a service'),
      operation: member('operation', /./, 'the name of an operation'),
      region: typeof region === 'string' ? region : undefined,
      input: isObject(input) ? input : undefined,
    };
  });
  if (problems.length > 0) {
    throw new Error(`The seed is not valid: ${problems.join('; ')}`);
  }
  return calls;
}

/**
 * Does the calls of a seed one after another.
 *
 * @returns how many there were
 * @throws SeedError at the first call that fails
 */
export async function sow(
  calls: readonly SeedCall[],
  platform: Platform,
): Promise<number> {
  for (const [index, seedCall] of calls.entries()) {
    try {
      await sowOne(seedCall, platform);
    } catch (error) {
      throw new SeedError(index, seedCall, error);
    }
  }
  return calls.length;
}

async function sowOne(seedCall: SeedCall, platform: Platform): Promise<void> {
  const { account, service, operation: operationName, input = {} } = seedCall;
  const models: ReadonlyMap<string, ServiceModel> = SERVICE_MODELS;
  const model = models.get(service);
  if (!model) {
    throw new ServiceError(
      'UnknownService',
      `Local AWS has no service ${service}`,
    );
  }
  const operation = model.operation(operationName);
  const arn = `arn:aws:iam::${account}:root`;
  const caller: Caller = {
    principal: { kind: 'root', account, arn },
    account,
    region: seedCall.region ?? platform.settings.region,
    userId: account,
  };
  await perform(
    {
      model,
      operationName,
      operation,
      isRest: false,
      readInput: () => operation?.input && readJson(operation.input, input),
      caller,
      signal: new AbortController().signal,
    },
    platform,
  );
}
