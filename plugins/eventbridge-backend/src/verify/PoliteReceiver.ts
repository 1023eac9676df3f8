import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** While a message of somebody else is held, nobody else can read it. */
const HOLD_SECONDS = 30;

/** At most this many receipts of messages that are not ours. */
const MOST_FOREIGN_RECEIPTS = 50;

/** The queue holds too much that is not ours to look further. */
export class BusyQueueError extends Error {}

/**
 * Looks for one message in a queue that belongs to others. SQS cannot look
 * without receiving, and each receipt counts towards the queue's
 * `maxReceiveCount`. So a message that is not ours is put back at once the
 * first time, and held until the end the second time: no message is received
 * more than twice. After a bound the search ends.
 */
export class PoliteReceiver {
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;
  readonly #seen = new Map<string, number>();
  readonly #held = new Map<string, string>();
  #foreignReceipts = 0;

  constructor(sqs: SQSClient, queueUrl: string) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /**
   * Waits up to `waitSeconds` (0 to 20) for messages, and takes ours out of
   * the queue if it is among them. It cannot be aborted: SQS would go on
   * waiting, and hide the message that it finds from the next who looks.
   *
   * @throws {@link BusyQueueError} where the queue holds too many others.
   */
  async find(
    isOurs: (message: Message) => boolean,
    waitSeconds: number,
  ): Promise<Message | undefined> {
    const { Messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: HOLD_SECONDS,
        MessageAttributeNames: ['All'],
      }),
    );
    const ours = Messages.find(isOurs);
    for (const message of Messages) {
      if (message === ours) {
        await this.#delete(message);
      } else {
        await this.#giveBack(message);
      }
    }
    if (!ours && this.#foreignReceipts >= MOST_FOREIGN_RECEIPTS) {
      throw new BusyQueueError(
        `The queue holds other messages that nobody takes (${
          this.#seen.size
        } were seen), so the test event cannot be told from them without wearing them out`,
      );
    }
    return ours;
  }

  /** Makes everything that is still held visible again. */
  async release(): Promise<void> {
    for (const handle of this.#held.values()) {
      await this.#makeVisible(handle);
    }
    this.#held.clear();
  }

  async #giveBack({ MessageId = '', ReceiptHandle = '' }: Message) {
    this.#foreignReceipts += 1;
    const receipts = (this.#seen.get(MessageId) ?? 0) + 1;
    this.#seen.set(MessageId, receipts);
    if (receipts > 1) {
      this.#held.set(MessageId, ReceiptHandle);
    } else {
      await this.#makeVisible(ReceiptHandle);
    }
  }

  async #makeVisible(ReceiptHandle: string): Promise<void> {
    try {
      await this.#sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: this.#queueUrl,
          ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
    } catch {
      // It becomes visible by itself when its time is over.
    }
  }

  async #delete({ ReceiptHandle }: Message): Promise<void> {
    await this.#sqs.send(
      new DeleteMessageCommand({ QueueUrl: this.#queueUrl, ReceiptHandle }),
    );
  }
}
