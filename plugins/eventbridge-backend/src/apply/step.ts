import { Change } from '@busline/backstage-plugin-eventbridge-common';
import { AccountClients } from '../aws/clients';
import { Journal } from './Journal';

/** What carrying out one {@link Change} came to. */
export type StepOutcome = 'created' | 'changed' | 'kept';

/** What the code for one kind of resource works with. */
export interface StepContext {
  /** In the change's account and Region, as the apply role. */
  clients: AccountClients;
  change: Change;
  journal: Journal;
  /** For reading and waiting; a change itself always runs to its end. */
  signal: AbortSignal;
}
