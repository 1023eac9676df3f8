import { MODEL as events } from './models/events';
import { MODEL as iam } from './models/iam';
import { MODEL as lambda } from './models/lambda';
import { MODEL as logs } from './models/logs';
import { ErrorEntry, ModelFile } from './models/modelFile';
import { MODEL as monitoring } from './models/monitoring';
import { MODEL as schemas } from './models/schemas';
import { MODEL as sns } from './models/sns';
import { MODEL as sqs } from './models/sqs';
import { MODEL as sts } from './models/sts';
import { MODEL as tagging } from './models/tagging';
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

/** What the models say, to be parsed when the first request comes. */
const MODEL_TEXTS: Record<ServiceName, string> = {
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

/** What is made of a model's text. */
interface ParsedModel {
  file: ModelFile;
  shapes: Shapes;
  operations: Map<string, OperationModel>;
  router: Router;
}

function parseModel(name: ServiceName): ParsedModel {
  // models.test.ts holds the texts against what makes them.
  const file: ModelFile = JSON.parse(MODEL_TEXTS[name]);
  return {
    file,
    shapes: Shapes.create(file.shapes),
    operations: new Map(),
    router: Router.create(file.operations),
  };
}

function readOperation(
  name: string,
  { file, shapes }: ParsedModel,
): OperationModel | undefined {
  if (!Object.hasOwn(file.operations, name)) {
    return undefined;
  }
  const { input, output, http } = file.operations[name];
  return {
    name,
    input: input ? shapes.get(input) : undefined,
    output: output ? shapes.get(output) : undefined,
    status: http?.[2] ?? 200,
  };
}

function createModel(name: ServiceName): ServiceModel {
  let made: ParsedModel | undefined;
  const parsed = () => {
    made ??= parseModel(name);
    return made;
  };
  return {
    name,
    ...SERVICE_DESCRIPTIONS[name],
    operation: operationName => {
      const model = parsed();
      const known = model.operations.get(operationName);
      if (known) {
        return known;
      }
      const operation = readOperation(operationName, model);
      if (operation) {
        model.operations.set(operationName, operation);
      }
      return operation;
    },
    error: errorName => {
      const { errors } = parsed().file;
      return Object.hasOwn(errors, errorName)
        ? readError(errors[errorName])
        : undefined;
    },
    router: () => parsed().router,
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
