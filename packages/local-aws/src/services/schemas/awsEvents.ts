import {
  FORGETFUL_JOURNAL,
  registryArn,
  schemaArn,
  Table,
} from '../../accounts';
import { javaHashOrder } from './javaOrder';
import { Registry, RegistrySchema } from './state';

/** The registry of the events that AWS services send. */
export const AWS_EVENTS = 'aws.events';

/** The specification does not say when AWS wrote a schema. */
const WRITTEN_AT = new Date('2019-12-01T00:00:00Z');

/** A registry of AWS's own, if there is one of this name. */
export function awsRegistry(
  region: string,
  name: string,
): Registry | undefined {
  return name === AWS_EVENTS
    ? {
        name,
        arn: registryArn({ region, account: '' }, name),
        tags: new Map(),
      }
    : undefined;
}

const byRegion = new Map<string, Table<RegistrySchema>>();

/**
 * The schemas of `aws.events`, which are the same for everybody. They are read
 * at the first need, since that takes a second or two.
 */
export function awsSchemas(region: string): Table<RegistrySchema> {
  let table = byRegion.get(region);
  if (!table) {
    const place = { region, account: '' };
    const rows = readContracts().map(
      ({ name, description, content }): [string, RegistrySchema] => [
        name,
        {
          name,
          arn: schemaArn(place, AWS_EVENTS, name),
          description,
          versions: [
            { number: 1, type: 'OpenApi3', content, createdAt: WRITTEN_AT },
          ],
          lastVersion: 1,
          modifiedAt: WRITTEN_AT,
          tags: new Map(),
        },
      ],
    );
    table = new Table('', FORGETFUL_JOURNAL, rows, () => {});
    byRegion.set(region, table);
  }
  return table;
}

interface AwsContract {
  name: string;
  description: string;
  content: string;
}

/** Only those who look into the registry wait for the package. */
function loadPackage(): typeof import('@aws-cdk/aws-service-spec') {
  return require('@aws-cdk/aws-service-spec');
}

type Database = ReturnType<
  ReturnType<typeof loadPackage>['loadAwsServiceSpecSync']
>;

const eventsOf = (database: Database) => [...database.all('event')];
const definitionOf = (database: Database, id: string) =>
  database.get('eventTypeDefinition', id);

type AwsEvent = ReturnType<typeof eventsOf>[number];
type Property = ReturnType<typeof definitionOf>['properties'][string];

const componentRef = (name: string) => `#/components/schemas/${name}`;

let contracts: readonly AwsContract[] | undefined;

function readContracts(): readonly AwsContract[] {
  if (!contracts) {
    const { loadAwsServiceSpecSync } = loadPackage();
    const database = loadAwsServiceSpecSync();
    // What is kept is a fraction of the database, which can go again.
    contracts = eventsOf(database).map(event => ({
      name: event.name,
      description: event.description,
      content: JSON.stringify(openApiOf(database, event)),
    }));
  }
  return contracts;
}

/** A contract as the registry writes it. */
function openApiOf(database: Database, event: AwsEvent) {
  const { root, schemas } = schemasOf(database, event.rootProperty.$ref);
  return {
    openapi: '3.0.0',
    info: { version: '1.0.0', title: root },
    paths: {},
    components: { schemas: { AWSEvent: envelopeOf(event, root), ...schemas } },
  };
}

const ENVELOPE = [
  'detail-type',
  'resources',
  'id',
  'source',
  'time',
  'detail',
  'region',
  'version',
  'account',
];

function envelopeOf(event: AwsEvent, root: string) {
  return {
    type: 'object',
    required: ENVELOPE,
    'x-amazon-events-detail-type': event.detailType,
    'x-amazon-events-source': event.source,
    properties: {
      detail: { $ref: componentRef(root) },
      'detail-type': { type: 'string' },
      resources: { type: 'array', items: { type: 'string' } },
      id: { type: 'string' },
      source: { type: 'string' },
      time: { type: 'string', format: 'date-time' },
      region: { type: 'string' },
      version: { type: 'string' },
      account: { type: 'string' },
    },
  };
}

function schemasOf(
  database: Database,
  rootId: string,
): { root: string; schemas: Record<string, unknown> } {
  const schemas: Record<string, unknown> = {};
  return { root: add(rootId), schemas };

  function add(id: string): string {
    const { name, properties } = definitionOf(database, id);
    if (!Object.hasOwn(schemas, name)) {
      const described: Record<string, unknown> = {};
      const names = Object.keys(properties).sort();
      const required = names.filter(property => properties[property].required);
      // It is there before its properties are, which may lead back to it.
      schemas[name] = {
        type: 'object',
        ...(required.length > 0 ? { required: javaHashOrder(required) } : {}),
        properties: described,
      };
      for (const property of names) {
        described[property] = describe(properties[property].type);
      }
    }
    return name;
  }

  function describe(type: Property['type']): unknown {
    switch (type.type) {
      case 'ref':
        return { $ref: componentRef(add(type.reference.$ref)) };
      case 'array':
        return { type: 'array', items: describe(type.element) };
      case 'map':
        return { type: 'object', additionalProperties: describe(type.element) };
      case 'union':
        return { anyOf: type.types.map(describe) };
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
