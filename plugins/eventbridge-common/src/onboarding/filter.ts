import {
  analyse,
  checkPattern,
  parsePattern,
  PatternAnalysis,
} from '@busline/event-patterns';
import { Finding } from '../findings/finding';
import { patternOfEventType } from '../topology/rulePattern';
import { EventTypeKey } from '../topology/types';
import { closedSchema } from './closedSchema';
import { fieldProblem } from './problem';

/** A subscription's whole event pattern, and what is wrong with its filter. */
export interface FilterCheck {
  /** Source, detail-type and filter; absent where there are problems. */
  pattern?: Record<string, unknown>;
  problems: Finding[];
  findings: Finding[];
}

/** The length of the pattern is judged with the other quotas, on the whole pattern. */
const ANY_LENGTH = { maxCharacters: Number.MAX_SAFE_INTEGER };

/**
 * Joins the wanted filter with the event type and judges it against the
 * contract.
 *
 * @param filter - JSON text or object; empty in any way means every event
 */
export function checkFilter(
  filter: string | Record<string, unknown> | undefined,
  key: EventTypeKey,
  detailSchema: Record<string, unknown> | undefined,
): FilterCheck {
  if (isEmpty(filter)) {
    return { pattern: patternOfEventType(key), problems: [], findings: [] };
  }
  const problems = checkPattern(filter ?? '', ANY_LENGTH).map(problem =>
    fieldProblem(
      'filter',
      `filter-${problem.code}`,
      problem.path ? `${problem.path}: ${problem.message}` : problem.message,
      problem.mend,
    ),
  );
  if (problems.length > 0) {
    return { problems, findings: [] };
  }
  const own = parsePattern(filter ?? '', ANY_LENGTH).source;
  if (namesEventType(own)) {
    return {
      problems: [
        fieldProblem(
          'filter',
          'filter-names-event-type',
          'The filter names source or detail-type, which the chosen event already fixes',
          'Leave source and detail-type out of the filter and choose another event instead',
        ),
      ],
      findings: [],
    };
  }
  const pattern = { ...patternOfEventType(key), ...own };
  const analysis = judge(pattern, key, detailSchema);
  if (analysis.verdict === 'never') {
    return {
      problems: [
        fieldProblem(
          'filter',
          'filter-never-matches',
          `No event of this type can match the filter: ${analysis.reasons.join(
            '; ',
          )}`,
          'Correct the field or the value, or leave the condition out',
        ),
      ],
      findings: [],
    };
  }
  const findings = analysis.unknownFields.map(
    ({ path, suggestion }): Finding => ({
      code: 'filter-unknown-field',
      severity: 'warning',
      subject: { field: 'filter', name: 'Filter' },
      message: `The contract does not name ${path}`,
      mend: suggestion
        ? `Use ${suggestion}, if that is meant`
        : 'Choose a field of the contract, if one is meant',
    }),
  );
  return { pattern, problems: [], findings };
}

function judge(
  pattern: Record<string, unknown>,
  key: EventTypeKey,
  detailSchema: Record<string, unknown> | undefined,
): PatternAnalysis {
  const parsed = parsePattern(pattern, ANY_LENGTH);
  const analysis = analyse(parsed, { ...key, detailSchema });
  const closed = detailSchema && closedSchema(detailSchema);
  // With a field the contract does not name, closing it would decide the question.
  return closed && analysis.unknownFields.length === 0
    ? analyse(parsed, { ...key, detailSchema: closed })
    : analysis;
}

function isEmpty(filter: unknown): boolean {
  return (
    filter === undefined ||
    (typeof filter === 'string' && /^\s*(\{\s*\}\s*)?$/.test(filter)) ||
    (isFields(filter) && Object.keys(filter).length === 0)
  );
}

function namesEventType(filter: Record<string, unknown>): boolean {
  return Object.entries(filter).some(
    ([name, value]) =>
      name === 'source' ||
      name === 'detail-type' ||
      (name === '$or' &&
        Array.isArray(value) &&
        value.some(member => isFields(member) && namesEventType(member))),
  );
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
