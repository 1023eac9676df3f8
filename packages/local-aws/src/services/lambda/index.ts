import { Operation } from '../../calls/operation';
import { eventInvokeOperations } from './eventInvokeOperations';
import { functionOperations } from './functionOperations';
import { invokeOperations } from './invokeOperations';
import { listOperations } from './listOperations';
import { permissionOperations } from './permissionOperations';
import { tagOperations } from './tagOperations';

export const lambdaOperations: ReadonlyMap<string, Operation> = new Map([
  ...functionOperations,
  ...listOperations,
  ...invokeOperations,
  ...eventInvokeOperations,
  ...permissionOperations,
  ...tagOperations,
]);
