import type {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogStream as ShownStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { takePage } from '../page';
import { checkLimit, checkStreamName, invalidToken } from './checks';
import { invalidParameter, refuseViolations } from './errors';
import { findGroup, findStream, logsAccess, streamArn } from './find';
import { ensureStream } from './logEvents';
import { eventsOf, LogGroup, LogStream, streamsOf } from './state';

const MAX_LISTED = 50;

const createLogStream = operation<CreateLogStreamRequest, void>({
  access: logsAccess('CreateLogStream'),
  run: (input, call) => {
    checkStreamName(input.logStreamName);
    const group = findGroup(input, call);
    if (streamsOf(call.accounts, group).has(input.logStreamName)) {
      throw new ServiceError(
        'ResourceAlreadyExistsException',
        'The specified log stream already exists',
      );
    }
    ensureStream(call, group, input.logStreamName);
  },
});

const deleteLogStream = operation<DeleteLogStreamRequest, void>({
  access: logsAccess('DeleteLogStream'),
  run: (input, call) => {
    const { group, stream } = findStream(input, call);
    eventsOf(call.accounts, group, stream.name).clear();
    streamsOf(call.accounts, group).delete(stream.name);
  },
});

/** A token that AWS gives with each stream and has not looked at since 2023. */
export const SEQUENCE_TOKEN = '4'.padEnd(56, '9');

function shown(group: LogGroup, stream: LogStream): ShownStream {
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAtMs,
    firstEventTimestamp: stream.firstEventMs,
    lastEventTimestamp: stream.lastEventMs,
    lastIngestionTime: stream.lastIngestionMs,
    uploadSequenceToken: SEQUENCE_TOKEN,
    arn: streamArn(group, stream.name),
    // "always 0" since 2019.
    storedBytes: 0,
  };
}

/** Turns the order of a text of ASCII round, so that lists can go backwards. */
function reversed(text: string): string {
  return [...text, '']
    .map(character =>
      String.fromCharCode(
        0xffff - (character === '' ? 0 : character.charCodeAt(0)),
      ),
    )
    .join('');
}

const describeLogStreams = operation<
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse
>({
  access: logsAccess('DescribeLogStreams'),
  run: (input, call) => {
    const limit = checkLimit(input.limit, MAX_LISTED);
    const orderBy: string = input.orderBy ?? 'LogStreamName';
    if (orderBy !== 'LogStreamName' && orderBy !== 'LastEventTime') {
      refuseViolations([
        {
          path: 'orderBy',
          value: orderBy,
          constraint:
            'Member must satisfy enum value set: [LogStreamName, LastEventTime]',
        },
      ]);
    }
    const { logStreamNamePrefix: prefix } = input;
    if (orderBy === 'LastEventTime' && prefix !== undefined) {
      throw invalidParameter(
        'Cannot order by LastEventTime with a logStreamNamePrefix.',
      );
    }
    const group = findGroup(input, call);
    const streams = [...streamsOf(call.accounts, group).values()].filter(
      ({ name }) => name.startsWith(prefix ?? ''),
    );
    const keyOf = ({ name, lastEventMs = 0 }: LogStream) => {
      const key =
        orderBy === 'LastEventTime'
          ? `${String(lastEventMs).padStart(16, '0')}${name}`
          : name;
      return input.descending ? reversed(key) : key;
    };
    const page = takePage(streams, keyOf, limit, input.nextToken);
    if (!page) {
      throw invalidToken();
    }
    return {
      logStreams: page.items.map(stream => shown(group, stream)),
      nextToken: page.nextToken,
    };
  },
});

export const streamOperations: [string, Operation][] = [
  ['CreateLogStream', createLogStream],
  ['DeleteLogStream', deleteLogStream],
  ['DescribeLogStreams', describeLogStreams],
];
