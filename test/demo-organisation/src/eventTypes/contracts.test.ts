import {
  checkDetailSchema,
  contractDocument,
  contractFields,
  parseContract,
  PERSONAL_DATA_KEYWORD,
  sample,
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

  it('accepts its own sample and refuses an empty event', () => {
    const check = validate(schema);
    expect(check(sample(schema))).toEqual([]);
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
    expect(validate(contract.detailSchema)(sample(schema))).toEqual([]);
  });
});
