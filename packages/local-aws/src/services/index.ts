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
  schemas: schemasOperations,
  sts: stsOperations,
  iam: iamOperations,
  sqs: sqsOperations,
};
