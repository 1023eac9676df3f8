import { UnseenPart } from '@busline/backstage-plugin-eventbridge-common';
import pLimit from 'p-limit';
import { AccountClients } from '../aws/clients';
import { awsReason, isAccessDenied, isAwsAnswer } from '../aws/awsErrors';

/** Calls at once in one account and Region; AWS allows 50 a second. */
const CONCURRENT_CALLS = 8;

/** Names what is read, for the case that it cannot be. */
export interface Reading {
  /** For example `events:ListRules`. */
  operation: string;
  /** ARN or name of what is read. */
  subject: string;
}

/**
 * Reads one account and Region, and takes note of what it could not read.
 * A part that AWS refuses is replaced by what was last known of it; the rest of
 * the scan goes on.
 */
export class AccountReader {
  readonly clients: AccountClients;
  readonly signal: AbortSignal;
  readonly #unseen: UnseenPart[] = [];
  readonly #limit = pLimit(CONCURRENT_CALLS);

  constructor(clients: AccountClients, signal: AbortSignal) {
    this.clients = clients;
    this.signal = signal;
  }

  /** Sorted, so that two scans of an unchanged account are equal text. */
  get unseen(): UnseenPart[] {
    const key = (part: UnseenPart) => `${part.operation} ${part.subject}`;
    return [...this.#unseen].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** One request to AWS, or a short series of them that is one reading. */
  call<T>(request: () => Promise<T>): Promise<T> {
    return this.#limit(() => {
      this.signal.throwIfAborted();
      return request();
    });
  }

  /**
   * Reads a part. Where AWS refuses, gives `lastKnown` and notes the part as
   * unseen. Where the network fails, rejects: then nothing is known at all.
   */
  async part<T, L>(
    reading: Reading,
    request: () => Promise<T>,
    lastKnown: L,
  ): Promise<T | L> {
    try {
      return await this.call(request);
    } catch (error) {
      if (this.signal.aborted || !isAwsAnswer(error)) {
        throw error;
      }
      this.noteUnseen({
        ...reading,
        reason: awsReason(error),
        mend: isAccessDenied(error)
          ? `Allow ${reading.operation} on ${reading.subject} to the scan role of account ${this.clients.accountId}.`
          : 'The next scan tries again; if this stays, look at the reason.',
      });
      return lastKnown;
    }
  }

  noteUnseen(part: UnseenPart): void {
    this.#unseen.push(part);
  }
}
