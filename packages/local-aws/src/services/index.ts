import { Operation } from '../calls/operation';
import { ServiceName } from '../wire/model';
import { eventsOperations } from './events';
import { iamOperations } from './iam';
import { schemasOperations } from './schemas';
import { sqsOperations } from './sqs';
import { stsOperations } from './sts';

/** The operations that local AWS has, by service and name. */
export const SERVICES: Record<ServiceName, ReadonlyMap<string, Operation>> = {
  events: eventsOperations,
  iam: iamOperations,
  lambda: new Map(),
  logs: new Map(),
  monitoring: new Map(),
  schemas: schemasOperations,
  sns: new Map(),
  sqs: sqsOperations,
  sts: stsOperations,
  tagging: new Map(),
};
