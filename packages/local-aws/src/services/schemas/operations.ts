import { Operation } from '../../calls/operation';
import { codeBindingOperations } from './codeBindingOperations';
import { discovererOperations } from './discovererOperations';
import { exportOperations } from './exportOperations';
import { policyOperations } from './policyOperations';
import { registryOperations } from './registryOperations';
import { schemaOperations } from './schemaOperations';
import { searchOperations } from './searchOperations';
import { tagOperations } from './tagOperations';
import { versionOperations } from './versionOperations';

/** The operations of the EventBridge Schemas API. */
export const schemasOperations: ReadonlyMap<string, Operation> = new Map([
  ...registryOperations,
  ...schemaOperations,
  ...versionOperations,
  ...searchOperations,
  ...exportOperations,
  ...codeBindingOperations,
  ...discovererOperations,
  ...policyOperations,
  ...tagOperations,
]);
