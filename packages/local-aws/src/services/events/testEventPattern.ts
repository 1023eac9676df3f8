import type {
  TestEventPatternRequest,
  TestEventPatternResponse,
} from '@aws-sdk/client-eventbridge';
import { compile } from '@busline/event-patterns';
import { Operation, operation } from '../../calls/operation';
import { invalid } from './errors';
import { readPattern } from './pattern';

/** Members that TestEventPattern insists on in an event. */
const EVENT_MEMBERS = [
  'id',
  'account',
  'source',
  'time',
  'region',
  'resources',
  'detail-type',
];

function readTestEvent(text: string): object {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw invalid('Parameter Event is not valid.');
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw invalid('Parameter Event is not valid.');
  }
  const missing = EVENT_MEMBERS.filter(member => !(member in event));
  if (missing.length > 0) {
    throw invalid(
      `Parameter Event is not valid. Reason: it must have ${missing.join(
        ', ',
      )}.`,
    );
  }
  return event;
}

const testEventPattern = operation<
  TestEventPatternRequest,
  TestEventPatternResponse
>({
  access: () => ({ action: 'events:TestEventPattern', resourceArn: '*' }),
  run: ({ EventPattern, Event }) => {
    const matches = compile(readPattern(EventPattern));
    return { Result: matches(readTestEvent(Event)) };
  },
});

export const testEventPatternOperations: [string, Operation][] = [
  ['TestEventPattern', testEventPattern],
];
