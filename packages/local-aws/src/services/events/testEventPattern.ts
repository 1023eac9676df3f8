import type {
  TestEventPatternRequest,
  TestEventPatternResponse,
} from '@aws-sdk/client-eventbridge';
import { compile } from '@busline/event-patterns';
import { Operation, operation } from '../../calls/operation';
import { invalid } from './errors';
import { readPattern } from './pattern';

/** Members that an event must have ("TestEventPattern"). */
const EVENT_MEMBERS = [
  'id',
  'account',
  'source',
  'time',
  'region',
  'resources',
  'detail-type',
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws `ValidationException`; AWS does not say what is missing. */
function readTestEvent(text: string): object {
  const event = parsed(text);
  if (
    typeof event !== 'object' ||
    event === null ||
    EVENT_MEMBERS.some(member => !Object.hasOwn(event, member))
  ) {
    throw invalid('Parameter Event is not valid.');
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
