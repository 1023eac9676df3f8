import {
  checkDetailSchema,
  contractDocument,
  contractFields,
  parseContract,
  PERSONAL_DATA_KEYWORD,
  schemaNameOf,
  validate,
} from '@busline/event-schemas';
import type { ContractField, JsonSchema } from '@busline/event-schemas';
import { eventTypes } from '../index';

const versions = eventTypes.flatMap(({ versions: schemas, ...eventType }) =>
  schemas.map((detailSchema, index) => ({
    ...eventType,
    version: index + 1,
    detailSchema,
  })),
);

/** What the contract says an event looks like: the example of every field. */
function exampleOf(schema: JsonSchema): unknown {
  // The demo schemas use only these keywords for shape; keywords are unknown by type.
  const { example, properties, items } = schema as {
    example?: unknown;
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
  };
  if (properties) {
    return Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [
        name,
        exampleOf(field),
      ]),
    );
  }
  if (items) {
    return [exampleOf(items)];
  }
  if (example !== undefined) {
    return example;
  }
  return Array.isArray(schema.enum) ? schema.enum[0] : true;
}

function leaves(fields: ContractField[]): ContractField[] {
  return fields.flatMap(field => [field, ...leaves(field.children ?? [])]);
}

it('marks personal data the way contracts are read', () => {
  expect(PERSONAL_DATA_KEYWORD).toBe('x-busline-personal-data');
});

describe.each(versions)('$detailType version $version', eventType => {
  const { source, detailType, description, detailSchema } = eventType;
  const schema: JsonSchema = { ...detailSchema };

  it('is a schema without problems, warnings included', () => {
    expect(checkDetailSchema(JSON.stringify(schema))).toEqual([]);
  });

  it('accepts its own example and refuses an empty event', () => {
    const check = validate(schema);
    expect(check(exampleOf(schema))).toEqual([]);
    expect(check({})).not.toEqual([]);
  });

  it('describes every field', () => {
    const bare = leaves(contractFields(schema))
      .filter(({ description: words, path }) => !words && !/\[\]$/.test(path))
      .map(({ path }) => path);
    expect(bare).toEqual([]);
  });

  it('reads back from its registry document', () => {
    const document = contractDocument({
      source,
      detailType,
      detailSchema: schema,
      title: detailType,
      description,
    });
    const contract = parseContract(document, 'JSONSchemaDraft4', {
      schemaName: schemaNameOf({ source, detailType }),
    });
    expect(contract).toMatchObject({ source, detailType, description });
    expect(validate(contract.detailSchema)(exampleOf(schema))).toEqual([]);
  });
});
