import { Operation } from '../../calls/operation';
import { accessKeyOperations } from './accessKeyOperations';
import { policyOperations } from './policyOperations';
import { policyVersionOperations } from './policyVersionOperations';
import { roleOperations } from './roleOperations';
import { rolePolicyOperations } from './rolePolicyOperations';
import { simulateOperations } from './simulateOperations';
import { userOperations } from './userOperations';
import { userPolicyOperations } from './userPolicyOperations';

export const iamOperations: ReadonlyMap<string, Operation> = new Map([
  ...roleOperations,
  ...rolePolicyOperations,
  ...userOperations,
  ...userPolicyOperations,
  ...accessKeyOperations,
  ...policyOperations,
  ...policyVersionOperations,
  ...simulateOperations,
]);
