import { registryArn } from '../../accounts';
import { definePart, Platform } from '../../calls/platform';
import { EventEnvelope } from '../../delivery/event';
import { DeliveryObserver } from '../../delivery/observer';
import { EventBus } from '../events/state';
import { MANAGED_BY } from './discovererRule';
import {
  discoveredDocument,
  discoveredName,
  isTooDeep,
} from './discoveredDocument';
import { publishSchema, publishVersion, Shelf } from './publish';
import { shapeOf } from './shape';
import { DISCOVERED_SCHEMAS, REGISTRIES, schemasOf } from './state';

const MAX_CHARACTERS = 100_000;

/** Documents by the shapes of the events that they were written of. */
const DOCUMENTS = definePart(() => new Map<string, string>());

/** Together they bound the memory that documents take, whatever comes. */
const MAX_DOCUMENTS = 500;
const MAX_SHAPE_CHARACTERS = 5_000;

/** The document of an event, written once for all events of its shape. */
function documentOf(event: EventEnvelope, platform: Platform): string {
  const { source, 'detail-type': detailType, resources, detail } = event;
  const shape = shapeOf([resources, detail]);
  if (shape.length > MAX_SHAPE_CHARACTERS) {
    return JSON.stringify(discoveredDocument([event]));
  }
  const documents = platform.part(DOCUMENTS);
  const key = JSON.stringify([source, detailType, shape]);
  let content = documents.get(key);
  if (content === undefined) {
    content = JSON.stringify(discoveredDocument([event]));
    if (documents.size >= MAX_DOCUMENTS) {
      documents.clear();
    }
    documents.set(key, content);
  }
  return content;
}

/** The registry of what was discovered, made at the first discovery. */
function openShelf({ account, region }: EventBus, platform: Platform): Shelf {
  const place = { account, region };
  const name = DISCOVERED_SCHEMAS;
  const registries = platform.accounts.table(REGISTRIES, place);
  if (!registries.has(name)) {
    registries.set(name, {
      name,
      arn: registryArn(place, name),
      tags: new Map(),
    });
  }
  return { ...place, name, schemas: schemasOf(platform.accounts, place, name) };
}

/**
 * Keeps the schema of an event unless it is known ("Inferring schemas from
 * event bus events"). AWS does not merge the shapes of several events: every
 * shape of its own is a version, so nothing has to be remembered beside them.
 */
function discover(
  bus: EventBus,
  event: EventEnvelope,
  platform: Platform,
): void {
  const name = discoveredName(event);
  const ignore = (reason: string) =>
    platform.settings.logger.warn('Did not discover the schema of an event', {
      bus: bus.arn,
      schema: name,
      reason,
    });
  if (isTooDeep(event)) {
    ignore('The event is nested too deep');
    return;
  }
  const content = documentOf(event, platform);
  if (content.length > MAX_CHARACTERS) {
    ignore('The schema is too long');
    return;
  }
  const shelf = openShelf(bus, platform);
  const schema = shelf.schemas.get(name);
  const { quotas } = platform.settings;
  if (schema) {
    if (schema.versions.some(version => version.content === content)) {
      return;
    }
    if (schema.versions.length >= quotas.versionsPerSchema) {
      ignore('The schema has as many versions as it may have');
      return;
    }
    publishVersion(platform, shelf, schema, { type: 'OpenApi3', content });
  } else if (shelf.schemas.size >= quotas.discoveredSchemas) {
    ignore('The registry has as many schemas as it may have');
  } else {
    publishSchema(platform, shelf, {
      name,
      type: 'OpenApi3',
      content,
      tags: new Map(),
    });
  }
}

/** Discovers the schemas of events that match the rule of a discoverer. */
export const discoveryObserver: DeliveryObserver = {
  matched: (bus, rule, { envelope }, platform) => {
    if (rule.managedBy === MANAGED_BY) {
      discover(bus, envelope, platform);
    }
  },
};
