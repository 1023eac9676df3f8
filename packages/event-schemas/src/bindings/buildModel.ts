import { ENVELOPE_REQUIRED, envelopeProperties } from '../eventEnvelope';
import { definitionRef, isObject, JsonSchema } from '../jsonSchema';
import { sameJson } from '../stableJson';
import { BindingModel } from './bindingModel';
import { Names } from './identifiers';
import { readShapes } from './readShapes';
import { settleTypes } from './settleTypes';
import { typeName } from './typeNames';

/** What bindings are made from: a `Contract`, or the parts of one. */
export interface EventType {
  source: string;
  detailType: string;
  description?: string;
  /** Self-contained Draft-04. */
  detailSchema: JsonSchema;
}

/**
 * The types of an event: its envelope, its detail, and what they are made of.
 *
 * @param reserved - names that types cannot have in the language
 */
export function buildModel(
  eventType: EventType,
  reserved: readonly string[],
): BindingModel {
  const names = new Names(reserved);
  const stem = typeName(eventType.detailType).replace(/(?<=.)Event$/, '');
  const event = names.claim(stem === 'Event' ? stem : `${stem}Event`);
  const detail = names.claim(
    stem === 'Event' || names.has(stem) ? 'Detail' : stem,
  );
  const { root, detailRef } = eventSchema(eventType);
  const shape = readShapes(
    root,
    { wanted: event, within: '', claimed: event },
    names,
    new Map([[detailRef, detail]]),
  );
  const { declarations, settle } = settleTypes(names);
  const type = settle(shape);
  const declaration = type.kind === 'named' ? type.declaration : undefined;
  if (declaration?.kind !== 'record') {
    throw new Error('The schema of the envelope describes an object');
  }
  return { event: declaration, declarations };
}

function eventSchema(eventType: EventType): {
  root: JsonSchema;
  detailRef: string;
} {
  const { definitions, ...detail } = eventType.detailSchema;
  const others = isObject(definitions) ? definitions : {};
  // A recursive detail is among the definitions already.
  let key = Object.keys(others).find(name => sameJson(others[name], detail));
  for (let count = 1; key === undefined; count++) {
    if (!Object.hasOwn(others, `detail${count}`)) key = `detail${count}`;
  }
  const detailRef = definitionRef(key);
  const root = {
    type: 'object',
    description:
      eventType.description ??
      `The event "${eventType.detailType}" of ${eventType.source}.`,
    required: ENVELOPE_REQUIRED,
    properties: {
      ...envelopeProperties({ $ref: detailRef }),
      source: { enum: [eventType.source] },
      'detail-type': { enum: [eventType.detailType] },
    },
    definitions: { ...others, [key]: detail },
  };
  return { root, detailRef };
}
