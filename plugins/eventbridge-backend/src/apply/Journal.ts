import { Arn } from '@busline/backstage-plugin-eventbridge-common';
import { awsReason, isNotFound } from '../aws/awsErrors';
import { isDoneByFirstTry, isRefusal } from '../aws/failedEntries';
import { RunLog } from '../runs/RunContext';

/** A request that changes AWS, with the one that takes it back. */
export interface Mutation<T> {
  /** What is changed, for the log: `Created queue orders`. */
  done: string;
  arn: Arn;
  /** Sends the request. */
  change(): Promise<T>;
  /** For the log: `Deleted queue orders`. */
  undone: string;
  /** Takes the change back; that it is gone already counts as done. */
  undo(result: T | undefined): Promise<unknown>;
}

interface Inverse {
  undone: string;
  arn: Arn;
  undo(): Promise<unknown>;
}

/**
 * Writes down each change as it is made and can take all of them back, newest
 * first. It knows only what this run did, so nothing else is ever undone.
 */
export class Journal {
  readonly #log: RunLog;
  readonly #inverses: Inverse[] = [];

  constructor(log: RunLog) {
    this.#log = log;
  }

  get hasChanges(): boolean {
    return this.#inverses.length > 0;
  }

  /**
   * Makes one change. It always runs to its end: a request that is cut off may
   * or may not have been carried out.
   */
  async change<T>(mutation: Mutation<T>): Promise<void> {
    let result: T | undefined;
    const inverse: Inverse = {
      undone: mutation.undone,
      arn: mutation.arn,
      undo: () => mutation.undo(result),
    };
    // Before the request: where its answer gets lost, the change may be there.
    this.#inverses.push(inverse);
    try {
      result = await mutation.change();
    } catch (error) {
      if (!isDoneByFirstTry(error)) {
        if (isRefusal(error)) {
          // AWS refused, so there is nothing to take back.
          this.#inverses.pop();
        }
        throw error;
      }
    }
    await this.#log.write('info', mutation.done, mutation.arn);
  }

  note(message: string, arn?: Arn): Promise<void> {
    return this.#log.write('info', message, arn);
  }

  /**
   * Takes back every change, newest first. What cannot be taken back is logged
   * and does not keep the rest from being undone.
   *
   * @returns how much was undone, and what stays behind
   */
  async undoAll(): Promise<{ undone: number; left: string[] }> {
    const left: string[] = [];
    let undone = 0;
    for (
      let inverse = this.#inverses.pop();
      inverse;
      inverse = this.#inverses.pop()
    ) {
      try {
        await inverse.undo();
        await this.#log.write('info', `Undo: ${inverse.undone}`, inverse.arn);
        undone += 1;
      } catch (error) {
        if (isNotFound(error)) {
          await this.#log.write(
            'info',
            `Undo: ${inverse.undone} (it was gone already)`,
            inverse.arn,
          );
          undone += 1;
        } else {
          left.push(inverse.arn);
          await this.#log.write(
            'error',
            `Could not undo (${inverse.undone}): ${awsReason(
              error,
            )}. Do it by hand.`,
            inverse.arn,
          );
        }
      }
    }
    return { undone, left };
  }
}
