/*
 * The one file that touches what the AWS SDK keeps to itself: the operation
 * and shape schemas that every client package exports, and the runtime that
 * walks them. The package.json pins the client versions for this reason.
 */
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as schemas from '@aws-sdk/client-schemas';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';

/** The services local AWS knows, by the name requests are signed with. */
export type ServiceName = 'events' | 'schemas' | 'sts' | 'iam' | 'sqs';

/** How a request carries its operation and members. */
export type Protocol = 'json' | 'rest-json' | 'query';

/** One shape of a service's model, as the SDK walks it. */
export type Shape = NormalizedSchema;

/** One operation of a service's model. */
export interface OperationModel {
  name: string;
  input: Shape;
  output: Shape;
  /** Method, path template and success status, for REST services. */
  http?: { method: string; path: string; status: number };
}

/** What the service's model says about one of its errors. */
export interface ErrorModel {
  /** HTTP status. */
  status?: number;
  /** The code that the Query protocol uses in place of the shape's name. */
  queryCode?: string;
  fault: 'client' | 'server';
}

/** A service's model, read from its SDK client. */
export interface ServiceModel {
  name: ServiceName;
  /** Protocols in which clients may speak to it; the first is its main one. */
  protocols: Protocol[];
  /** Prefix of `X-Amz-Target`, for the JSON protocols. */
  targetPrefix?: string;
  /** Prefix of error types in the JSON 1.0 protocol. */
  errorNamespace?: string;
  contentType: string;
  xmlNamespace?: string;
  operations: Map<string, OperationModel>;
  errors: Map<string, ErrorModel>;
}

const OPERATION_TAG = 9;
const ERROR_TAG = -3;

/**
 * Number of leading members of a structure that are required: the schemas list
 * the required members first and give their count last.
 */
export function requiredMembers(shape: Shape): string[] {
  const schema: unknown = shape.getSchema();
  if (!Array.isArray(schema) || !Array.isArray(schema[4])) {
    return [];
  }
  const count = typeof schema[6] === 'number' ? schema[6] : 0;
  return schema[4].slice(0, count).map(String);
}

function readModel(
  client: Record<string, unknown>,
): Pick<ServiceModel, 'operations' | 'errors'> {
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, ErrorModel>();
  for (const [key, schema] of Object.entries(client)) {
    if (!key.endsWith('$') || !Array.isArray(schema)) {
      continue;
    }
    const [tag, , name, traits] = schema;
    if (tag === OPERATION_TAG) {
      const http = traits?.http;
      operations.set(name, {
        name,
        input: NormalizedSchema.of(schema[4]),
        output: NormalizedSchema.of(schema[5]),
        http: http && { method: http[0], path: http[1], status: http[2] },
      });
    } else if (tag === ERROR_TAG) {
      errors.set(name, {
        status: traits?.awsQueryError?.[1] ?? traits?.httpError,
        queryCode: traits?.awsQueryError?.[0],
        fault: traits?.error ?? 'client',
      });
    }
  }
  return { operations, errors };
}

/** The models of all services, by signing name. */
export const SERVICE_MODELS: ReadonlyMap<ServiceName, ServiceModel> = new Map<
  ServiceName,
  ServiceModel
>([
  [
    'events',
    {
      name: 'events',
      protocols: ['json'],
      targetPrefix: 'AWSEvents',
      contentType: 'application/x-amz-json-1.1',
      ...readModel(eventbridge),
    },
  ],
  [
    'schemas',
    {
      name: 'schemas',
      protocols: ['rest-json'],
      contentType: 'application/json',
      ...readModel(schemas),
    },
  ],
  [
    'sts',
    {
      name: 'sts',
      protocols: ['query'],
      contentType: 'text/xml',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      ...readModel(sts),
    },
  ],
  [
    'iam',
    {
      name: 'iam',
      protocols: ['query'],
      contentType: 'text/xml',
      xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      ...readModel(iam),
    },
  ],
  [
    'sqs',
    {
      name: 'sqs',
      protocols: ['json', 'query'],
      targetPrefix: 'AmazonSQS',
      errorNamespace: 'com.amazonaws.sqs',
      contentType: 'application/x-amz-json-1.0',
      xmlNamespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
      ...readModel(sqs),
    },
  ],
]);

/** Whether a signing name is one of the services local AWS knows. */
export function isServiceName(name: string): name is ServiceName {
  return [...SERVICE_MODELS.keys()].some(known => known === name);
}

/**
 * An input after {@link readJson} and friends checked it: members that the
 * model requires are there, so `string | undefined` becomes `string`.
 */
export type Checked<T> = T extends Date | Uint8Array
  ? T
  : T extends (infer Item)[]
  ? Checked<Item>[]
  : T extends object
  ? {
      [K in keyof T]: {} extends Pick<T, K>
        ? Checked<T[K]>
        : Checked<Exclude<T[K], undefined>>;
    }
  : T;
