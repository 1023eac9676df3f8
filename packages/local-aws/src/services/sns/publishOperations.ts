import type {
  BatchResultErrorEntry,
  PublishBatchInput,
  PublishBatchResponse,
  PublishBatchResultEntry,
  PublishInput,
  PublishResponse,
} from '@aws-sdk/client-sns';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { Checked, SERVICE_MODELS } from '../../wire/model';
import { invalidParameter } from './errors';
import { fanOut } from './fanOut';
import { findTopic, topicAccess } from './find';
import { MAX_BYTES, messageBytes, Publication, readMessage } from './message';
import { Topic } from './state';

const MAX_ENTRIES = 10;

function publish(topic: Topic, given: Publication, call: Call): string {
  const message = readMessage(given, call.clock.date());
  fanOut(call, topic, message);
  return message.id;
}

function targetOf(input: Checked<PublishInput>): string {
  if (input.PhoneNumber !== undefined) {
    throw invalidParameter(
      'PhoneNumber Reason: Local AWS sends no text messages: publish to a TopicArn',
    );
  }
  const arn = input.TopicArn ?? input.TargetArn;
  if (arn === undefined) {
    throw invalidParameter(
      'TopicArn or TargetArn Reason: no value for required parameter',
    );
  }
  return arn;
}

const publishOne = operation<PublishInput, PublishResponse>({
  access: (input, call) => topicAccess(call, 'Publish', targetOf(input)),
  run: (input, call) => {
    const topic = findTopic(call, targetOf(input));
    return { MessageId: publish(topic, input, call) };
  },
});

function checkBatch(entries: (Publication & { Id: string })[]): void {
  const refuse = (name: string, message: string) => {
    throw new ServiceError(name, message);
  };
  if (entries.length === 0) {
    refuse(
      'EmptyBatchRequestException',
      "The batch request doesn't contain any entries.",
    );
  }
  if (entries.length > MAX_ENTRIES) {
    refuse(
      'TooManyEntriesInBatchRequestException',
      'The batch request contains more entries than permissible.',
    );
  }
  const ids = entries.map(({ Id }) => Id);
  if (ids.some(id => !/^[\w-]{1,80}$/.test(id))) {
    refuse(
      'InvalidBatchEntryIdException',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  }
  if (new Set(ids).size < ids.length) {
    refuse(
      'BatchEntryIdsNotDistinctException',
      'Two or more batch entries in the request have the same Id.',
    );
  }
  if (entries.reduce((sum, one) => sum + messageBytes(one), 0) > MAX_BYTES) {
    refuse(
      'BatchRequestTooLongException',
      'The length of all the batch messages put together is more than the limit.',
    );
  }
}

/** The code that the wire would give an error, for one entry of a batch. */
function codeOf({ name }: ServiceError): string {
  return SERVICE_MODELS.get('sns')?.error(name)?.queryCode ?? name;
}

const publishBatch = operation<PublishBatchInput, PublishBatchResponse>({
  access: ({ TopicArn }, call) => topicAccess(call, 'Publish', TopicArn),
  run: (input, call) => {
    const topic = findTopic(call, input.TopicArn);
    const entries = input.PublishBatchRequestEntries;
    checkBatch(entries);
    const Successful: PublishBatchResultEntry[] = [];
    const Failed: BatchResultErrorEntry[] = [];
    for (const entry of entries) {
      try {
        if (call.entryFails?.()) {
          throw new ServiceError(
            'InternalErrorException',
            'An injected fault: the entry failed.',
          );
        }
        const MessageId = publish(topic, entry, call);
        Successful.push({ Id: entry.Id, MessageId });
      } catch (error) {
        if (!(error instanceof ServiceError)) {
          throw error;
        }
        Failed.push({
          Id: entry.Id,
          Code: codeOf(error),
          Message: error.message,
          SenderFault: error.name !== 'InternalErrorException',
        });
      }
    }
    return { Successful, Failed };
  },
});

export const publishOperations: [string, Operation][] = [
  ['Publish', publishOne],
  ['PublishBatch', publishBatch],
];
