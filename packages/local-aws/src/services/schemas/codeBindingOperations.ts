import type {
  DescribeCodeBindingRequest,
  DescribeCodeBindingResponse,
  GetCodeBindingSourceRequest,
  GetCodeBindingSourceResponse,
  PutCodeBindingRequest,
  PutCodeBindingResponse,
} from '@aws-sdk/client-schemas';
import { Call, Operation, operation } from '../../calls/operation';
import { BINDING_LANGUAGES, bindingSource } from './bindingSource';
import { statusOf } from './codeBindings';
import { badRequest, conflict, notFound } from './errors';
import { findSchema, findVersion, openRegistry } from './find';
import { schemaAccess } from './reference';
import { CodeBinding, codeBindingKey, codeBindingsOf } from './state';
import { wholeSeconds } from './time';

/** How long generating takes. */
const GENERATION_MS = 1_000;

interface BindingRequest {
  RegistryName: string;
  SchemaName: string;
  SchemaVersion?: string;
  Language: string;
}

function locate(input: BindingRequest, call: Call) {
  if (!BINDING_LANGUAGES.includes(input.Language)) {
    throw badRequest(
      `Language ${input.Language} must be one of ${BINDING_LANGUAGES.join(
        ', ',
      )}.`,
    );
  }
  const open = openRegistry(call, input.RegistryName);
  const schema = findSchema(open, input.SchemaName);
  const version = findVersion(schema, input.SchemaVersion);
  const table = codeBindingsOf(call.accounts, open, open.name);
  const key = codeBindingKey(schema.name, version.number, input.Language);
  const made = table.get(key);
  // For its own schemas, AWS has generated all bindings beforehand.
  const binding: CodeBinding | undefined = open.isManaged
    ? { createdAt: version.createdAt, readyAtMs: 0, isPossible: true }
    : made;
  return { schema, version, table, key, binding };
}

function findBinding(input: BindingRequest, call: Call) {
  const { schema, version, binding } = locate(input, call);
  if (!binding) {
    throw notFound(
      `Code binding of language ${input.Language} for schema ${schema.name} version ${version.number} does not exist.`,
    );
  }
  return { schema, version, binding };
}

function describe(version: number, binding: CodeBinding, nowMs: number) {
  return {
    CreationDate: binding.createdAt,
    LastModified:
      nowMs < binding.readyAtMs || binding.readyAtMs === 0
        ? binding.createdAt
        : wholeSeconds(binding.readyAtMs),
    SchemaVersion: String(version),
    Status: statusOf(binding, nowMs),
  };
}

const putCodeBinding = operation<PutCodeBindingRequest, PutCodeBindingResponse>(
  {
    access: schemaAccess('PutCodeBinding'),
    run: (input, call) => {
      const { schema, version, table, key, binding } = locate(input, call);
      const nowMs = call.clock.now();
      if (binding && statusOf(binding, nowMs) !== 'CREATE_FAILED') {
        throw conflict(
          `Code binding of language ${input.Language} for schema ${schema.name} version ${version.number} already exists.`,
        );
      }
      const created = table.set(key, {
        createdAt: wholeSeconds(nowMs),
        readyAtMs: nowMs + GENERATION_MS,
        isPossible:
          bindingSource(schema.name, version, input.Language) !== undefined,
      });
      return describe(version.number, created, nowMs);
    },
  },
);

const describeCodeBinding = operation<
  DescribeCodeBindingRequest,
  DescribeCodeBindingResponse
>({
  access: schemaAccess('DescribeCodeBinding'),
  run: (input, call) => {
    const { version, binding } = findBinding(input, call);
    return describe(version.number, binding, call.clock.now());
  },
});

const getCodeBindingSource = operation<
  GetCodeBindingSourceRequest,
  GetCodeBindingSourceResponse
>({
  access: schemaAccess('GetCodeBindingSource'),
  run: (input, call) => {
    const { schema, version, binding } = findBinding(input, call);
    const status = statusOf(binding, call.clock.now());
    const Body =
      status === 'CREATE_COMPLETE'
        ? bindingSource(schema.name, version, input.Language)
        : undefined;
    if (!Body) {
      throw notFound(
        `Code binding of language ${input.Language} for schema ${schema.name} version ${version.number} is not there: its status is ${status}.`,
      );
    }
    return { Body };
  },
});

export const codeBindingOperations: [string, Operation][] = [
  ['PutCodeBinding', putCodeBinding],
  ['DescribeCodeBinding', describeCodeBinding],
  ['GetCodeBindingSource', getCodeBindingSource],
];
