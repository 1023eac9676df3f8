import { Operation } from '../../calls/operation';
import { registryOperations } from './registryOperations';
import { schemaOperations } from './schemaOperations';
import { tagOperations } from './tagOperations';
import { versionOperations } from './versionOperations';

export const schemasOperations: ReadonlyMap<string, Operation> = new Map([
  ...registryOperations,
  ...schemaOperations,
  ...versionOperations,
  ...tagOperations,
]);
