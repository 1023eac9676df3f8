import { randomUUID } from 'node:crypto';
import { Place } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { Platform } from '../../calls/platform';
import { ServiceError, violationsMessage } from '../../wire/errors';
import {
  functionArn,
  FUNCTIONS,
  FunctionSettings,
  LambdaFunction,
} from './state';

/** "Lambda quotas" and CreateFunction: what is set where nothing was asked. */
export const DEFAULT_SETTINGS: FunctionSettings = {
  Architectures: ['x86_64'],
  CodeSize: 0,
  Description: '',
  EphemeralStorage: { Size: 512 },
  MemorySize: 128,
  PackageType: 'Zip',
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
};

/** Where a function runs: what the options say for its ARN or name. */
export function addressOf(
  { settings }: Platform,
  { arn, name }: { arn: string; name: string },
): string | undefined {
  return settings.functions.get(arn) ?? settings.functions.get(name);
}

/** The function of a name in a place: made, or named by the options. */
export function functionAt(
  platform: Platform,
  place: Place,
  name: string,
): LambdaFunction | undefined {
  const functions = platform.accounts.table(FUNCTIONS, place);
  const made = functions.get(name);
  const arn = functionArn(place, name);
  if (made || !addressOf(platform, { arn, name })) {
    return made;
  }
  return functions.set(name, {
    name,
    arn,
    account: place.account,
    region: place.region,
    settings: {
      ...DEFAULT_SETTINGS,
      Description: 'Named by the options of local AWS',
      // Who named an address wants to step through what is behind it.
      Timeout: 900,
    },
    modifiedAt: platform.clock.date(),
    revisionId: randomUUID(),
    tags: new Map(),
    isNamedByOptions: true,
  });
}

const NAME =
  /^(?:(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?)?([\w-]{1,140})(?::(\$LATEST|[\w-]+))?$/;

const NAME_PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';

/** A function that a call names, whether or not it is there. */
export interface FunctionReference extends Place {
  name: string;
  qualifier?: string;
  arn: string;
  found?: LambdaFunction;
}

/**
 * The function of a name, partial ARN or ARN.
 *
 * @throws `ValidationException` for what is none of them
 */
export function referToFunction(
  call: Call,
  text: string,
  givenQualifier?: string,
): FunctionReference {
  const match = NAME.exec(text);
  if (!match) {
    throw new ServiceError(
      'ValidationException',
      violationsMessage([
        {
          path: 'functionName',
          value: text,
          constraint: `Member must satisfy regular expression pattern: ${NAME_PATTERN}`,
        },
      ]),
    );
  }
  const [, region, account, name, ownQualifier] = match;
  const place = {
    region: region ?? call.caller.region,
    account: account ?? call.caller.account,
  };
  const qualifier = givenQualifier ?? ownQualifier;
  const unqualified = functionArn(place, name);
  // Versions and aliases are not there: only the latest version is.
  const isThere = qualifier === undefined || qualifier === '$LATEST';
  return {
    ...place,
    name,
    qualifier,
    arn: qualifier === undefined ? unqualified : `${unqualified}:${qualifier}`,
    found: isThere ? functionAt(call, place, name) : undefined,
  };
}

/** The function of a name or ARN. @throws `ResourceNotFoundException` */
export function findFunction(
  call: Call,
  text: string,
  qualifier?: string,
): LambdaFunction {
  const { found, arn } = referToFunction(call, text, qualifier);
  if (!found) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `Function not found: ${arn}`,
    );
  }
  return found;
}

/** Access to a function, which its policy governs. */
export function functionAccess(action: string) {
  return (
    input: { FunctionName: string; Qualifier?: string },
    call: Call,
  ): Access => {
    const { FunctionName, Qualifier } = input;
    const { arn, account, found } = referToFunction(
      call,
      FunctionName,
      Qualifier,
    );
    return {
      action: `lambda:${action}`,
      resourceArn: arn,
      resourceAccount: account,
      resourcePolicy: found?.policy,
    };
  };
}

/** Sets a changed function in the place of what it was. */
export function changeFunction(
  { accounts, clock }: Platform,
  old: LambdaFunction,
  change: Partial<LambdaFunction>,
): LambdaFunction {
  return accounts.table(FUNCTIONS, old).set(old.name, {
    ...old,
    ...change,
    modifiedAt: change.settings ? clock.date() : old.modifiedAt,
    revisionId: randomUUID(),
  });
}
