import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import {
  analyse,
  checkPattern,
  describePattern,
  EventPattern,
  explain,
  parsePattern,
} from '@busline/event-patterns';
import { exampleEvent, hasContract } from '../../contract/exampleEvent';
import { FieldProblem } from '../parts/ProblemList';

/** What a filter text comes to, for one event type where it is known. */
export interface FilterReading {
  /** One a field; empty means every event. */
  words: string[];
  problems: FieldProblem[];
  /** How the contract's example event fares; absent without contract or filter. */
  example?: {
    event: Record<string, unknown>;
    matches: boolean;
    /** Why not, one a field. */
    misses: string[];
  };
}

/** Reads the text of a filter, empty text included. */
export function readFilterText(
  text: string,
  eventType: EventType | undefined,
): FilterReading {
  if (text.trim() === '') {
    return { words: [], problems: [] };
  }
  const problems = checkPattern(text);
  if (problems.length > 0) {
    return { words: [], problems };
  }
  const pattern = parsePattern(text);
  const event =
    eventType && hasContract(eventType) ? exampleEvent(eventType) : undefined;
  return {
    words: describePattern(pattern),
    problems: eventType ? contractProblems(pattern, eventType) : [],
    ...(event ? { example: tryExample(pattern, event) } : {}),
  };
}

function contractProblems(
  pattern: EventPattern,
  eventType: EventType,
): FieldProblem[] {
  const { source, detailType, detailSchema } = eventType;
  const { verdict, reasons } = analyse(pattern, {
    source,
    detailType,
    detailSchema,
  });
  const problems: FieldProblem[] = reasons.map(message => ({
    path: '',
    message,
    mark: verdict === 'never' ? 'bad' : 'warn',
  }));
  if (verdict === 'never') {
    problems.unshift({
      path: '',
      message: 'No event of this type can pass the filter',
      mark: 'bad',
    });
  }
  if (verdict === 'always') {
    problems.push({
      path: '',
      message: 'Every event of this type passes, so the filter does nothing',
      mend: 'Leave it empty',
      mark: 'info',
    });
  }
  return problems;
}

function tryExample(
  pattern: EventPattern,
  event: Record<string, unknown>,
): FilterReading['example'] {
  const misses = explain(pattern, event).filter(({ matched }) => !matched);
  return {
    event,
    matches: misses.length === 0,
    misses: misses.map(
      ({ path, found, expected, note }) =>
        `\`${path}\` is ${
          found === undefined ? 'absent' : JSON.stringify(found)
        }; the filter asks that it ${expected}${note ? ` (${note})` : ''}`,
    ),
  };
}
