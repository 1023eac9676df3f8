import { Plan } from '../onboarding/plan';

/**
 * Work that goes on after the request: an apply or a verification. Kept in the
 * database, so that any backend can tell how it stands.
 *
 * @public
 */
export interface Run {
  id: string;
  kind: 'apply' | 'verify';
  status: 'running' | 'succeeded' | 'failed' | 'cancelled';
  startedAt: string;
  endedAt?: string;
  /** In order; `seq` counts from 1. */
  log: RunLogEntry[];
  /** Set where the status is `failed` or `cancelled`: what happened and the mend. */
  error?: string;
  result?: RunResult;
}

/** One line of a {@link Run}. @public */
export interface RunLogEntry {
  seq: number;
  at: string;
  level: 'info' | 'warn' | 'error';
  message: string;
  arn?: string;
}

/** What a {@link Run} came to. @public */
export type RunResult =
  | {
      kind: 'apply';
      plan: Plan;
      created: number;
      changed: number;
      kept: number;
    }
  | {
      kind: 'verify';
      /** From PutEvents until the event was read from the queue. */
      deliveredInMs: number;
      queueArn: string;
      /** The event as the consumer receives it. */
      event: Record<string, unknown>;
    };
