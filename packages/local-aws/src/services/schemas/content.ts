import type { Type } from '@aws-sdk/client-schemas';
import { refuseProblems } from './errors';
import { eventSchemas } from './eventSchemas';

const TYPES: readonly string[] = [
  'OpenApi3',
  'JSONSchemaDraft4',
] satisfies Type[];
const MAX_CHARACTERS = 100_000;

/** Members of an OpenAPI document ("OpenAPI Object", OpenAPI Specification 3.0). */
const OPENAPI_MEMBERS = [
  'openapi',
  'info',
  'servers',
  'paths',
  'components',
  'security',
  'tags',
  'externalDocs',
];

/**
 * Codes of problems that the meta-schema of Draft-04 finds. The registry does
 * not look whether references lead somewhere.
 */
const META_SCHEMA_CODES = [
  'bad-keyword',
  'bad-pattern',
  'not-a-schema',
  'unknown-type',
];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws `BadRequestException` unless the type is one of the registry's. */
export function checkType(type: string): asserts type is Type {
  refuseProblems(typeProblems(type));
}

/** @throws `BadRequestException` with everything wrong with a schema's input. */
export function checkContent(type: string, content: string): void {
  refuseProblems([...typeProblems(type), ...contentProblems(type, content)]);
}

function typeProblems(type: string): string[] {
  return TYPES.includes(type)
    ? []
    : [`Type ${type} must be one of ${TYPES.join(', ')}`];
}

function contentProblems(type: string, content: string): string[] {
  if (content.length < 1 || content.length > MAX_CHARACTERS) {
    return [
      `Content must have from 1 to ${MAX_CHARACTERS} characters, not ${content.length}`,
    ];
  }
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    return ['Content is not valid JSON'];
  }
  if (!isObject(document)) {
    return ['Content must be a JSON object'];
  }
  return type === 'OpenApi3'
    ? openApiProblems(document)
    : schemaProblems(document, '');
}

function openApiProblems(document: Record<string, unknown>): string[] {
  const { openapi, info, paths, components } = document;
  const problems: string[] = [];
  if (typeof openapi !== 'string') {
    problems.push("'openapi' is required in an OpenAPI 3 document");
  } else if (!/^3\.0\.\d(-.+)?$/.test(openapi)) {
    problems.push("'openapi' does not match pattern '^3\\.0\\.\\d(-.+)?$'");
  }
  for (const name of Object.keys(document)) {
    if (!OPENAPI_MEMBERS.includes(name) && !name.startsWith('x-')) {
      problems.push(`additionalProperties '${name}' not allowed`);
    }
  }
  if (!isObject(info)) {
    problems.push("'info' is required in an OpenAPI 3 document");
  } else {
    for (const name of ['title', 'version']) {
      if (typeof info[name] !== 'string') {
        problems.push(`'info.${name}' is required in an OpenAPI 3 document`);
      }
    }
  }
  if (!isObject(paths)) {
    problems.push("'paths' is required in an OpenAPI 3 document");
  }
  const schemas = isObject(components) ? components.schemas : undefined;
  return isObject(schemas)
    ? [
        ...problems,
        ...schemaProblems(
          // Tells the check which dialect it reads.
          { openapi: '3.0.0', definitions: schemas },
          'components.schemas',
        ),
      ]
    : problems;
}

function schemaProblems(
  schema: Record<string, unknown>,
  definitionsPath: string,
): string[] {
  return eventSchemas()
    .checkDetailSchema(JSON.stringify(schema))
    .filter(({ code }) => META_SCHEMA_CODES.includes(code))
    .map(({ path, message }) => {
      const place = definitionsPath
        ? path.replace(/^definitions/, definitionsPath)
        : path;
      return place ? `${place}: ${message}` : message;
    });
}
