import { fullFormats } from 'ajv-formats/dist/formats';
import { isObject } from '../jsonSchema';

/** Whether the validator checks texts for this format. Others are only a remark. */
export function isTextFormat(name: string): boolean {
  return checkOf(name) !== undefined;
}

/** Whether the validator takes the text for one of this format. */
export function hasTextFormat(name: string, text: string): boolean {
  const check = checkOf(name);
  return check === undefined || check(text);
}

/** The expression a format is, where it is one. */
export function expressionOfFormat(name: string): RegExp | undefined {
  const format = formatOf(name);
  return format instanceof RegExp ? format : undefined;
}

/** Length as JSON Schema counts it: in code points ("JSON Schema Validation", section 6.3). */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** The expression as the validator runs it; undefined if it cannot be read. */
export function expressionOf(
  expression: string,
  isUnicode: boolean,
): RegExp | undefined {
  try {
    return new RegExp(expression, isUnicode ? 'u' : '');
  } catch {
    return undefined;
  }
}

function checkOf(name: string): ((text: string) => boolean) | undefined {
  const format = formatOf(name);
  if (format instanceof RegExp) return text => format.test(text);
  if (typeof format === 'function') return text => format(text) === true;
  if (isObject(format) && format.type === undefined) {
    const { validate } = format;
    if (validate instanceof RegExp) return text => validate.test(text);
    if (typeof validate === 'function') return text => validate(text) === true;
  }
  return undefined;
}

function formatOf(name: string): unknown {
  const formats: Record<string, unknown> = fullFormats;
  return Object.hasOwn(formats, name) ? formats[name] : undefined;
}
