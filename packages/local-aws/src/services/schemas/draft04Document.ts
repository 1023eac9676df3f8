import type { JsonSchema } from '@busline/event-schemas';
import { badRequest } from './errors';
import { eventSchemas } from './eventSchemas';

/**
 * The JSONSchemaDraft4 text of a contract that is kept as OpenApi3, with the
 * members in the order in which the registry writes them.
 *
 * @throws `BadRequestException` when the document is no contract
 */
export function draft04Document(openApi: string): string {
  const { InvalidContractError, parseContract } = eventSchemas();
  try {
    const { eventSchema, title } = parseContract(openApi, 'OpenApi3');
    return draft04Text(title, eventSchema);
  } catch (error) {
    if (error instanceof InvalidContractError) {
      throw badRequest(`The schema cannot be exported: ${error.message}`);
    }
    throw error;
  }
}

/** A Draft-04 schema as the registry writes it. */
export function draft04Text(
  title: string | undefined,
  { $schema, definitions, title: _, ...schema }: JsonSchema,
): string {
  return JSON.stringify({
    $schema: 'http://json-schema.org/draft-04/schema#',
    title,
    definitions: sorted(definitions ?? {}),
    ...Object(sorted(schema)),
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, inner]) => [name, sorted(inner)]),
      )
    : value;
}
