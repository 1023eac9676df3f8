import { isObject } from './jsonSchema';
import { errorAt, SchemaProblem } from './problems';

/** Deeper nesting is nothing a person wrote; also keeps everything that walks the value within the stack. */
const MAX_DEPTH = 250;

/** Reads JSON, or says what is wrong with it. */
export function parseJson(
  text: string,
): { value: unknown } | { problem: SchemaProblem } {
  try {
    const value: unknown = JSON.parse(text);
    if (depthOf(value) > MAX_DEPTH) {
      return {
        problem: errorAt(
          '',
          'too-deep',
          `The JSON nests deeper than ${MAX_DEPTH} levels`,
          'Use fewer levels; move inner schemas to definitions',
        ),
      };
    }
    return { value };
  } catch (error) {
    return {
      problem: errorAt(
        '',
        'not-json',
        `Not valid JSON: ${error instanceof Error ? error.message : error}`,
        'Correct the JSON, for example a missing quote or a comma too many',
      ),
    };
  }
}

function depthOf(root: unknown): number {
  let deepest = 0;
  const open: [unknown, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    deepest = Math.max(deepest, depth);
    if (Array.isArray(value) || isObject(value)) {
      for (const inner of Object.values(value)) open.push([inner, depth + 1]);
    }
  }
  return deepest;
}
