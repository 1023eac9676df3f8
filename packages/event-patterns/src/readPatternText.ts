import { isObject } from './json';
import { PatternProblem } from './problems';

/** Pattern text as JSON, or the one problem that keeps it from being read. */
export type PatternText =
  | { text: string; source: Record<string, unknown> }
  | { problem: PatternProblem };

/** Reads pattern text, or writes and reads back an object, so that a pattern holds nothing JSON cannot carry. */
export function readPatternText(input: string | object): PatternText {
  let text: string | undefined;
  try {
    text = typeof input === 'string' ? input : JSON.stringify(input);
  } catch (error) {
    return notJson(
      `Filter cannot be written as JSON: ${String(error)}`,
      'Give plain JSON: objects, lists, text, numbers, true, false and null',
    );
  }
  let source: unknown;
  try {
    source = JSON.parse(text ?? '');
  } catch (error) {
    return notJson(
      `Filter is not valid JSON: ${
        error instanceof Error ? error.message : error
      }`,
      'Correct the JSON, for example a missing quote or a comma too many',
    );
  }
  if (!isObject(source)) {
    return {
      problem: {
        path: '',
        code: 'not-an-object',
        message: 'Filter is not an object',
        mend: 'Start with the fields to match, such as {"source": ["orders"]}',
      },
    };
  }
  return { text: text ?? '', source };
}

function notJson(message: string, mend: string): PatternText {
  return { problem: { path: '', code: 'not-json', message, mend } };
}

/** A JSON string, skipped, or a JSON number, captured. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|(-?\d[\d.eE+-]*)/gs;

/**
 * Numbers that are not zero but too small for a 64-bit float, as written. EventBridge refuses them, and once the JSON is read
 * they could not be told from zero.
 */
export function numbersTooSmall(text: string): string[] {
  return [...text.matchAll(STRING_OR_NUMBER)].flatMap(([, number]) =>
    number !== undefined &&
    Number(number) === 0 &&
    /[1-9]/.test(number.split(/e/i)[0])
      ? [number]
      : [],
  );
}

/** Characters as AWS counts them: Unicode scalar values, so that an emoji is one (Smithy, "length trait"). */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
