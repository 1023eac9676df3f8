import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import {
  Event,
  EventTypeDefinition,
  SpecDatabase,
} from '@aws-cdk/service-spec-types';

type PropertyType = EventTypeDefinition['properties'][string]['type'];

/** A contract of the registry `aws.events`, written as the registry writes it. */
export interface AwsContract {
  name: string;
  source: string;
  detailType: string;
  openApi: string;
  draft04: string;
}

/** Every contract of the registry `aws.events` that the service specification knows. */
export function awsContracts(): AwsContract[] {
  const database = loadAwsServiceSpecSync();
  return database.all('event').map(event => ({
    name: event.name,
    source: event.source,
    detailType: event.detailType,
    openApi: JSON.stringify(openApiOf(database, event)),
    draft04: JSON.stringify(draft04Of(database, event)),
  }));
}

function openApiOf(database: SpecDatabase, event: Event) {
  const refOf = (name: string) => `#/components/schemas/${name}`;
  const { root, schemas } = schemasOf(database, event, refOf);
  return {
    openapi: '3.0.0',
    info: { version: '1.0.0', title: root },
    paths: {},
    components: {
      schemas: { AWSEvent: eventSchema(event, refOf(root)), ...schemas },
    },
  };
}

function draft04Of(database: SpecDatabase, event: Event) {
  const refOf = (name: string) => `#/definitions/${name}`;
  const { root, schemas } = schemasOf(database, event, refOf);
  return {
    $schema: 'http://json-schema.org/draft-04/schema#',
    title: root,
    definitions: schemas,
    ...eventSchema(event, refOf(root)),
  };
}

function eventSchema(event: Event, detail: string) {
  return {
    type: 'object',
    required: ['detail-type', 'resources', 'detail', 'id', 'source', 'time'],
    'x-amazon-events-detail-type': event.detailType,
    'x-amazon-events-source': event.source,
    properties: {
      detail: { $ref: detail },
      'detail-type': { type: 'string' },
      resources: { type: 'array', items: { type: 'string' } },
      id: { type: 'string' },
      source: { type: 'string' },
      time: { type: 'string', format: 'date-time' },
    },
  };
}

function schemasOf(
  database: SpecDatabase,
  event: Event,
  refOf: (name: string) => string,
): { root: string; schemas: Record<string, unknown> } {
  const schemas: Record<string, unknown> = {};
  return { root: add(event.rootProperty.$ref), schemas };

  function add(id: string): string {
    const { name, properties } = database.get('eventTypeDefinition', id);
    if (Object.hasOwn(schemas, name)) return name;
    const described: Record<string, unknown> = {};
    const required = Object.keys(properties).filter(
      property => properties[property].required,
    );
    schemas[name] = {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      properties: described,
    };
    for (const [property, { type }] of Object.entries(properties)) {
      described[property] = schemaOf(type);
    }
    return name;
  }

  function schemaOf(type: PropertyType): unknown {
    switch (type.type) {
      case 'ref':
        return { $ref: refOf(add(type.reference.$ref)) };
      case 'array':
        return { type: 'array', items: schemaOf(type.element) };
      case 'map':
        return { type: 'object', additionalProperties: schemaOf(type.element) };
      case 'union':
        return { anyOf: type.types.map(schemaOf) };
      case 'date-time':
        return { type: 'string', format: 'date-time' };
      case 'json':
      case 'tag':
        return {};
      case 'string':
      case 'integer':
        return {
          type: type.type,
          ...(type.allowedValues ? { enum: type.allowedValues } : {}),
        };
      default:
        return { type: type.type };
    }
  }
}
