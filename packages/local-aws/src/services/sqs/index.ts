import { Operation } from '../../calls/operation';
import { messageOperations } from './messageOperations';
import { moveOperations } from './moveOperations';
import { permissionOperations } from './permissionOperations';
import { queueOperations } from './queueOperations';
import { receiveOperations } from './receiveOperations';

export const sqsOperations: ReadonlyMap<string, Operation> = new Map([
  ...queueOperations,
  ...messageOperations,
  ...receiveOperations,
  ...permissionOperations,
  ...moveOperations,
]);
