import { Operation } from '../../calls/operation';
import { deliveryOperations } from './deliveryOperations';
import { destinationOperations } from './destinationOperations';
import { eventOperations } from './eventOperations';
import { groupOperations } from './groupOperations';
import { resourcePolicyOperations } from './resourcePolicies';
import { sourceOperations } from './sourceOperations';
import { streamOperations } from './streamOperations';
import { tagOperations } from './tagOperations';

export { busLog } from './busLog';

export const logsOperations: ReadonlyMap<string, Operation> = new Map([
  ...groupOperations,
  ...streamOperations,
  ...eventOperations,
  ...resourcePolicyOperations,
  ...sourceOperations,
  ...destinationOperations,
  ...deliveryOperations,
  ...tagOperations,
]);
