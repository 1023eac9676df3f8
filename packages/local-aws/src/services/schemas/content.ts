import { Type } from '@aws-sdk/client-schemas';
import { badRequest } from './find';

const TYPES: string[] = Object.values(Type);
const MAX_CHARACTERS = 100_000;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws `BadRequestException` with everything wrong with a schema's input. */
export function checkSchema(type: string, content: string): void {
  const problems: string[] = [];
  if (!TYPES.includes(type)) {
    problems.push(`Type ${type} must be one of ${TYPES.join(', ')}`);
  }
  if (content.length < 1 || content.length > MAX_CHARACTERS) {
    problems.push(
      `Content must have from 1 to ${MAX_CHARACTERS} characters, not ${content.length}`,
    );
  } else {
    problems.push(...contentProblems(type, content));
  }
  if (problems.length > 0) {
    throw badRequest(`${problems.join('; ')}.`);
  }
}

function contentProblems(type: string, content: string): string[] {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    return ['Content must be a JSON document'];
  }
  if (!isObject(document)) {
    return ['Content must be a JSON object'];
  }
  if (type === 'OpenApi3' && !String(document.openapi).startsWith('3.')) {
    return ['Content must be an OpenAPI 3 document with "openapi": "3.…"'];
  }
  return [];
}
