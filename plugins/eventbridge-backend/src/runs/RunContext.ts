import { Arn, RunLogEntry } from '@busline/backstage-plugin-eventbridge-common';

/** Where work writes what it does, one line a sentence, as it goes. */
export interface RunLog {
  write(level: RunLogEntry['level'], message: string, arn?: Arn): Promise<void>;
}

/** What work is given that goes on after the request. */
export interface RunContext {
  id: string;
  log: RunLog;
  /** Aborts when somebody cancels the run or the backend stops. */
  signal: AbortSignal;
}
