import { toDraft04 } from './draft04';
import { ENVELOPE_REQUIRED, envelopeProperties } from './eventEnvelope';
import { definitionRef, DRAFT_04, isObject, JsonSchema } from './jsonSchema';
import { errorAt, InvalidContractError } from './problems';
import { sameJson, stableJson } from './stableJson';

/** The registry's limit ("EventBridge quotas", schema content). */
const MAX_CHARACTERS = 100_000;

/**
 * The JSONSchemaDraft4 text to keep in the schema registry for an event type: the whole event, members in a fixed order, so
 * that equal contracts give equal text.
 *
 * @throws InvalidContractError if the text is longer than the registry takes
 * @public
 */
export function contractDocument(contract: {
  source: string;
  detailType: string;
  detailSchema: JsonSchema;
  title?: string;
  description?: string;
}): string {
  const { source, detailType, title, description } = contract;
  const { schema } = toDraft04(contract.detailSchema, contract.detailSchema);
  const { definitions, ...detail } = schema;
  const others = isObject(definitions) ? definitions : {};
  const name = detailName(detailType, detail, others);
  const text = stableJson({
    $schema: DRAFT_04,
    title: title ?? name,
    ...(description === undefined ? {} : { description }),
    type: 'object',
    'x-amazon-events-source': source,
    'x-amazon-events-detail-type': detailType,
    required: ENVELOPE_REQUIRED,
    properties: envelopeProperties({ $ref: definitionRef(name) }),
    definitions: { ...others, [name]: detail },
  });
  if (text.length > MAX_CHARACTERS) {
    throw new InvalidContractError([
      errorAt(
        '',
        'too-large',
        `The schema has ${text.length} characters, the schema registry takes ${MAX_CHARACTERS}`,
        'Shorten descriptions, share definitions, or split the event type',
      ),
    ]);
  }
  return text;
}

/** Code bindings are named after it, so it is made of the detail type's words. */
function detailName(
  detailType: string,
  detail: JsonSchema,
  others: JsonSchema,
): string {
  const wanted =
    detailType
      .split(/[^0-9A-Za-z_]+/)
      .filter(Boolean)
      .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join('') || 'Detail';
  let name = wanted;
  // A recursive detail is among the definitions already.
  for (
    let count = 2;
    Object.hasOwn(others, name) && !sameJson(others[name], detail);
    count++
  ) {
    name = `${wanted}${count}`;
  }
  return name;
}
