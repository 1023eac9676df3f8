import { Operation } from '../../calls/operation';
import { messageOperations } from './messageOperations';
import { queueOperations } from './queueOperations';
import { receiveOperations } from './receiveOperations';

export const sqsOperations: ReadonlyMap<string, Operation> = new Map([
  ...queueOperations,
  ...messageOperations,
  ...receiveOperations,
]);
