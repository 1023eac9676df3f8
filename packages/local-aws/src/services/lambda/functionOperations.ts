import { createHash, randomUUID } from 'node:crypto';
import type {
  CreateFunctionRequest,
  DeleteFunctionRequest,
  FunctionCode,
  FunctionConfiguration,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  UpdateFunctionCodeRequest,
  UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { parseArn } from '../../accounts';
import { decide } from '../../calls/authorise';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { findRole } from '../iam/state';
import { ServiceError } from '../../wire/errors';
import { tagMap, tagsFromMap } from '../tags';
import {
  changeFunction,
  DEFAULT_SETTINGS,
  findFunction,
  functionAccess,
  referToFunction,
} from './functions';
import { configuration } from './configuration';
import { FUNCTIONS, FunctionSettings, LambdaFunction } from './state';

const conflict = (message: string) =>
  new ServiceError('ResourceConflictException', message);

const invalidValue = (message: string) =>
  new ServiceError('InvalidParameterValueException', message);

/** Nothing runs the code: only what it is called by is kept. */
function codeSettings(
  code: Pick<FunctionCode, 'ZipFile' | 'S3Bucket' | 'S3Key' | 'ImageUri'>,
): Pick<FunctionSettings, 'CodeSha256' | 'CodeSize'> {
  const bytes =
    code.ZipFile ??
    Buffer.from(`${code.S3Bucket}/${code.S3Key}/${code.ImageUri}`);
  return {
    CodeSha256: createHash('sha256').update(bytes).digest('base64'),
    CodeSize: code.ZipFile?.length ?? 0,
  };
}

function passRole(role: string | undefined): Access[] {
  const account = role && parseArn(role)?.account;
  return role && account
    ? [
        {
          action: 'iam:PassRole',
          resourceArn: role,
          resourceAccount: account,
          context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
        },
      ]
    : [];
}

function checkRole(roleArn: string, call: Call): void {
  const role = findRole(call.accounts, roleArn);
  const refusal =
    role &&
    decide(
      { kind: 'service', service: 'lambda.amazonaws.com' },
      {
        action: 'sts:AssumeRole',
        resourceArn: roleArn,
        resourceAccount: call.caller.account,
        resourcePolicy: role.trust,
        region: call.caller.region,
      },
      call,
    ).message;
  if (!role || refusal) {
    throw invalidValue(
      'The role defined for the function cannot be assumed by Lambda.',
    );
  }
}

/** Settings with those of a request over them; what it leaves out stays. */
function withSettings(
  old: FunctionSettings,
  input: Partial<FunctionSettings>,
  call: Call,
): FunctionSettings {
  const { Timeout, MemorySize, Role } = input;
  if (Timeout !== undefined && (Timeout < 1 || Timeout > 900)) {
    throw invalidValue(
      `'Timeout' value failed to satisfy constraint: Member must have value between 1 and 900`,
    );
  }
  if (MemorySize !== undefined && (MemorySize < 128 || MemorySize > 10_240)) {
    throw invalidValue(
      `'MemorySize' value failed to satisfy constraint: Member must have value between 128 and 10240`,
    );
  }
  if (Role !== undefined) {
    checkRole(Role, call);
  }
  const given = {
    Architectures: input.Architectures,
    DeadLetterConfig: input.DeadLetterConfig,
    Description: input.Description,
    Environment: input.Environment,
    EphemeralStorage: input.EphemeralStorage,
    Handler: input.Handler,
    KMSKeyArn: input.KMSKeyArn,
    LoggingConfig: input.LoggingConfig,
    MemorySize,
    PackageType: input.PackageType,
    Role,
    Runtime: input.Runtime,
    Timeout,
    TracingConfig: input.TracingConfig,
  };
  return {
    ...old,
    ...Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ),
  };
}

const createFunction = operation<CreateFunctionRequest, FunctionConfiguration>({
  access: (input, call) => [
    functionAccess('CreateFunction')(input, call),
    ...passRole(input.Role),
  ],
  run: (input, call) => {
    const { name, arn, account, region } = referToFunction(
      call,
      input.FunctionName,
    );
    const functions = call.accounts.table(FUNCTIONS, { account, region });
    const existing = functions.get(name);
    // Naming an address is not making the function: that can still be done.
    if (existing && !existing.isNamedByOptions) {
      throw conflict(`Function already exist: ${name}`);
    }
    return configuration(
      functions.set(name, {
        name,
        arn,
        account,
        region,
        settings: {
          ...withSettings(DEFAULT_SETTINGS, input, call),
          ...codeSettings(input.Code),
        },
        modifiedAt: call.clock.date(),
        revisionId: randomUUID(),
        policy: existing?.policy,
        tags: tagsFromMap(input.Tags),
      }),
    );
  },
});

const getFunction = operation<GetFunctionRequest, GetFunctionResponse>({
  access: functionAccess('GetFunction'),
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName, input.Qualifier);
    return {
      Configuration: configuration(lambda),
      Code: { RepositoryType: 'S3' },
      Tags: lambda.tags.size > 0 ? tagMap(lambda.tags) : undefined,
    };
  },
});

const getFunctionConfiguration = operation<
  GetFunctionConfigurationRequest,
  FunctionConfiguration
>({
  access: functionAccess('GetFunctionConfiguration'),
  run: (input, call) =>
    configuration(findFunction(call, input.FunctionName, input.Qualifier)),
});

function checkRevision(lambda: LambdaFunction, revisionId?: string): void {
  if (revisionId !== undefined && revisionId !== lambda.revisionId) {
    throw new ServiceError(
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    );
  }
}

const updateFunctionConfiguration = operation<
  UpdateFunctionConfigurationRequest,
  FunctionConfiguration
>({
  access: (input, call) => [
    functionAccess('UpdateFunctionConfiguration')(input, call),
    ...passRole(input.Role),
  ],
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName);
    checkRevision(lambda, input.RevisionId);
    const settings = withSettings(lambda.settings, input, call);
    return configuration(changeFunction(call, lambda, { settings }));
  },
});

const updateFunctionCode = operation<
  UpdateFunctionCodeRequest,
  FunctionConfiguration
>({
  access: functionAccess('UpdateFunctionCode'),
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName);
    checkRevision(lambda, input.RevisionId);
    const settings = { ...lambda.settings, ...codeSettings(input) };
    return configuration(
      input.DryRun
        ? { ...lambda, settings }
        : changeFunction(call, lambda, { settings }),
    );
  },
});

const deleteFunction = operation<DeleteFunctionRequest, object>({
  access: functionAccess('DeleteFunction'),
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName, input.Qualifier);
    call.accounts.table(FUNCTIONS, lambda).delete(lambda.name);
    return { StatusCode: 204 };
  },
});

export const functionOperations: [string, Operation][] = [
  ['CreateFunction', createFunction],
  ['GetFunction', getFunction],
  ['GetFunctionConfiguration', getFunctionConfiguration],
  ['UpdateFunctionConfiguration', updateFunctionConfiguration],
  ['UpdateFunctionCode', updateFunctionCode],
  ['DeleteFunction', deleteFunction],
];
