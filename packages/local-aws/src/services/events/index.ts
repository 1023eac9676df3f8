import { Operation } from '../../calls/operation';
import { busOperations } from './busOperations';
import { permissionOperations } from './permissionOperations';
import { putEventsOperations } from './putEvents';
import { ruleOperations } from './ruleOperations';
import { tagOperations } from './tagOperations';
import { targetOperations } from './targetOperations';

export const eventsOperations: ReadonlyMap<string, Operation> = new Map([
  ...busOperations,
  ...ruleOperations,
  ...targetOperations,
  ...permissionOperations,
  ...tagOperations,
  ...putEventsOperations,
]);
