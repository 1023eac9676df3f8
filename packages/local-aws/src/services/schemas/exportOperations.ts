import type {
  ExportSchemaRequest,
  ExportSchemaResponse,
  GetDiscoveredSchemaRequest,
  GetDiscoveredSchemaResponse,
} from '@aws-sdk/client-schemas';
import { registryArn } from '../../accounts';
import { Operation, operation } from '../../calls/operation';
import { checkType } from './content';
import {
  anyDocument,
  discoveredDocument,
  isTooDeep,
  SampleEvent,
} from './discoveredDocument';
import { draft04Document, draft04Text } from './draft04Document';
import { badRequest, forbidden, refuseProblems } from './errors';
import { eventSchemas } from './eventSchemas';
import { findSchema, findVersion, openRegistry } from './find';
import { schemaAccess } from './reference';
import { DISCOVERED_SCHEMAS } from './state';

const MAX_EVENTS = 10;

const exportSchema = operation<ExportSchemaRequest, ExportSchemaResponse>({
  access: schemaAccess('ExportSchema'),
  run: (input, call) => {
    if (input.Type !== 'JSONSchemaDraft4') {
      throw badRequest(`Type ${input.Type} must be JSONSchemaDraft4.`);
    }
    const open = openRegistry(call, input.RegistryName);
    const schema = findSchema(open, input.SchemaName);
    const version = findVersion(schema, input.SchemaVersion);
    if (!open.isManaged && open.name !== DISCOVERED_SCHEMAS) {
      throw forbidden(
        'You cannot export non discovered or non aws managed schemas.',
      );
    }
    return {
      Content:
        version.type === 'OpenApi3'
          ? draft04Document(version.content)
          : version.content,
      SchemaName: schema.name,
      SchemaVersion: String(version.number),
      Type: input.Type,
    };
  },
});

function readEvents(texts: readonly string[]): object[] {
  const problems: string[] = [];
  const events: object[] = [];
  texts.forEach((text, i) => {
    try {
      const event: unknown = JSON.parse(text);
      if (typeof event !== 'object' || !event || Array.isArray(event)) {
        problems.push(`Events[${i}] must be a JSON object`);
      } else if (isTooDeep(event)) {
        problems.push(`Events[${i}] is nested deeper than 255 levels`);
      } else {
        events.push(event);
      }
    } catch {
      problems.push(`Events[${i}] is not valid JSON`);
    }
  });
  refuseProblems(problems);
  return events;
}

function isEvent(value: object): value is SampleEvent {
  return (
    'source' in value &&
    typeof value.source === 'string' &&
    'detail-type' in value &&
    typeof value['detail-type'] === 'string' &&
    'detail' in value &&
    typeof value.detail === 'object' &&
    value.detail !== null &&
    !Array.isArray(value.detail)
  );
}

const getDiscoveredSchema = operation<
  GetDiscoveredSchemaRequest,
  GetDiscoveredSchemaResponse
>({
  access: (_, { caller }) => ({
    action: 'schemas:GetDiscoveredSchema',
    resourceArn: registryArn(caller, '*'),
  }),
  run: ({ Type, Events }) => {
    checkType(Type);
    if (Events.length < 1 || Events.length > MAX_EVENTS) {
      throw badRequest(`Events must have from 1 to ${MAX_EVENTS} events.`);
    }
    const values = readEvents(Events);
    const isOpenApi = Type === 'OpenApi3';
    if (!values.every(isEvent)) {
      const Content = isOpenApi
        ? JSON.stringify(anyDocument(values))
        : draft04Text('Event', eventSchemas().infer(values));
      return { Content };
    }
    const kinds = new Set(
      values.map(event => `${event.source}\n${event['detail-type']}`),
    );
    if (kinds.size > 1) {
      throw badRequest('Events must be of one source and detail-type.');
    }
    const content = JSON.stringify(discoveredDocument(values));
    return { Content: isOpenApi ? content : draft04Document(content) };
  },
});

export const exportOperations: [string, Operation][] = [
  ['ExportSchema', exportSchema],
  ['GetDiscoveredSchema', getDiscoveredSchema],
];
