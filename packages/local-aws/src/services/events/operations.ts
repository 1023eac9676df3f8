import { Operation } from '../../calls/operation';
import { apiDestinationOperations } from './apiDestinationOperations';
import { archiveOperations } from './archiveOperations';
import { busOperations } from './busOperations';
import { refuseViolations } from './checks';
import { connectionOperations } from './connectionOperations';
import { requestViolations } from './constraints';
import { endpointOperations } from './endpointOperations';
import { eventSourceOperations } from './eventSourceOperations';
import { partnerOperations } from './partnerOperations';
import { permissionOperations } from './permissionOperations';
import { putEventsOperations } from './putEvents';
import { replayOperations } from './replayOperations';
import { ruleOperations } from './ruleOperations';
import { tagOperations } from './tagOperations';
import { targetOperations } from './targetOperations';
import { testEventPatternOperations } from './testEventPattern';

/** An operation that first refuses what the API reference forbids. */
function constrained([name, { access, run }]: [string, Operation]): [
  string,
  Operation,
] {
  return [
    name,
    {
      access: (input, call) => {
        refuseViolations(requestViolations(name, input));
        return access(input, call);
      },
      run,
    },
  ];
}

/** Every operation of EventBridge, by name. */
export const eventsOperations: ReadonlyMap<string, Operation> = new Map(
  [
    ...busOperations,
    ...ruleOperations,
    ...targetOperations,
    ...permissionOperations,
    ...tagOperations,
    ...putEventsOperations,
    ...testEventPatternOperations,
    ...archiveOperations,
    ...replayOperations,
    ...connectionOperations,
    ...apiDestinationOperations,
    ...eventSourceOperations,
    ...partnerOperations,
    ...endpointOperations,
  ].map(constrained),
);
