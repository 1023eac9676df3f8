import { Operation } from '../calls/operation';
import { ServiceName } from '../wire/model';
import { cloudwatchOperations } from './cloudwatch';
import { eventsOperations } from './events';
import { iamOperations } from './iam';
import { lambdaOperations } from './lambda';
import { logsOperations } from './logs';
import { schemasOperations } from './schemas';
import { snsOperations } from './sns';
import { sqsOperations } from './sqs';
import { stsOperations } from './sts';
import { taggingOperations } from './tagging';

/** The operations that local AWS has, by service and name. */
export const SERVICES: Record<ServiceName, ReadonlyMap<string, Operation>> = {
  events: eventsOperations,
  iam: iamOperations,
  lambda: lambdaOperations,
  logs: logsOperations,
  monitoring: cloudwatchOperations,
  schemas: schemasOperations,
  sns: snsOperations,
  sqs: sqsOperations,
  sts: stsOperations,
  tagging: taggingOperations,
};
