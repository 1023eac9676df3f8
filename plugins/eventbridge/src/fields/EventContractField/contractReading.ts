import {
  contractFields,
  ContractField,
  detailSchemaFromInput,
  SchemaProblem,
} from '@busline/event-schemas';

/** What a contract text turned out to be. */
export interface ContractReading {
  /** One sentence that says what was recognised; absent while nothing is. */
  recognised?: string;
  fields: ContractField[];
  problems: SchemaProblem[];
}

const RECOGNISED = {
  schema: 'This is a JSON Schema of the event’s detail.',
  contract: 'This is a schema of the whole event; its detail is taken.',
  'example-detail':
    'This is an example of the event’s detail; the fields are inferred from it.',
  'example-event':
    'This is an example event; the fields are inferred from its detail.',
};

/** Reads what a person typed or pasted, empty text included. */
export function readContractText(text: string): ContractReading {
  if (text.trim() === '') {
    return { fields: [], problems: [] };
  }
  const input = detailSchemaFromInput(text);
  if (!input.ok) {
    return { fields: [], problems: input.problems };
  }
  return {
    recognised: RECOGNISED[input.kind],
    fields: contractFields(input.detailSchema),
    problems: input.warnings,
  };
}
