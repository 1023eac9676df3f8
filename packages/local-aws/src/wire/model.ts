import events from './models/events.json';
import iam from './models/iam.json';
import lambda from './models/lambda.json';
import logs from './models/logs.json';
import { ErrorEntry, ModelFile } from './models/modelFile';
import monitoring from './models/monitoring.json';
import schemas from './models/schemas.json';
import sns from './models/sns.json';
import sqs from './models/sqs.json';
import sts from './models/sts.json';
import tagging from './models/tagging.json';
import { Router } from './router';
import {
  ServiceDescription,
  ServiceName,
  SERVICE_DESCRIPTIONS,
} from './services';
import { Shape, Shapes } from './shape';

export type { ErrorNames, Protocol, ServiceName } from './services';

/** One operation of a service's model. */
export interface OperationModel {
  name: string;
  /** Missing when the operation takes nothing. */
  input?: Shape;
  /** Missing when the operation answers nothing. */
  output?: Shape;
  /** Success status of a REST operation. */
  status: number;
}

/** What the service's model says about one of its errors. */
export interface ErrorModel {
  /** HTTP status. */
  status?: number;
  /** The code that the Query protocol uses in place of the shape's name. */
  queryCode?: string;
  fault: 'client' | 'server';
  /** Names of its members, such as `message`. */
  members: readonly string[];
}

/** A service's model: how clients speak to it, and its API. */
export interface ServiceModel extends ServiceDescription {
  name: ServiceName;
  /** The operation of a name, if the service's API has it. */
  operation(name: string): OperationModel | undefined;
  /** The error of a name, if the service's API has it. */
  error(name: string): ErrorModel | undefined;
  /** Finds REST operations. */
  router(): Router;
}

/** The compiler knows the files better than it needs to. */
const MODEL_FILES: Record<ServiceName, unknown> = {
  events,
  iam,
  lambda,
  logs,
  monitoring,
  schemas,
  sns,
  sqs,
  sts,
  tagging,
};

function createModel(name: ServiceName): ServiceModel {
  // models.test.ts holds the files against what their type says.
  const file = MODEL_FILES[name] as ModelFile;
  const shapes = Shapes.create(file.shapes);
  const operations = new Map<string, OperationModel>();
  const errors = new Map(Object.entries(file.errors));
  const entries = new Map(Object.entries(file.operations));
  let router: Router | undefined;
  return {
    name,
    ...SERVICE_DESCRIPTIONS[name],
    operation: operationName => {
      const made = operations.get(operationName);
      const entry = entries.get(operationName);
      if (made || !entry) {
        return made;
      }
      const operation: OperationModel = {
        name: operationName,
        input: entry.input ? shapes.get(entry.input) : undefined,
        output: entry.output ? shapes.get(entry.output) : undefined,
        status: entry.http?.[2] ?? 200,
      };
      operations.set(operationName, operation);
      return operation;
    },
    error: errorName => {
      const entry = errors.get(errorName);
      return entry && readError(entry);
    },
    router: () => {
      router ??= Router.create(file.operations);
      return router;
    },
  };
}

function readError(entry: ErrorEntry): ErrorModel {
  return {
    status: entry.status,
    queryCode: entry.queryCode,
    fault: entry.fault ?? 'client',
    members: Object.keys(entry.members),
  };
}

/** The models of all services, by signing name. */
export const SERVICE_MODELS: ReadonlyMap<ServiceName, ServiceModel> = new Map(
  (Object.keys(SERVICE_DESCRIPTIONS) as ServiceName[]).map(name => [
    name,
    createModel(name),
  ]),
);

/**
 * An input after the wire has read and checked it: members that the model
 * requires are there, so `string | undefined` becomes `string`.
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
