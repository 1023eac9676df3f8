import { Contract, parseContract } from '@busline/event-schemas';
import { TAGS } from '../aws/tags';
import { Finding } from '../findings/finding';
import { RegistrySnapshot, SchemaSnapshot } from '../snapshot/types';
import { eventTypeId, parseEventTypeId } from './eventTypeId';
import { EventTypeKey } from './types';

/** An event type as the registry holds it. */
export interface RegisteredType extends EventTypeKey {
  schema: SchemaSnapshot;
  /** Absent where the schema's text could not be read as a contract. */
  contract?: Contract;
}

/** The event types of a registry, by id, and what is wrong with its schemas. */
export function registeredTypes(registry: RegistrySnapshot): {
  types: Map<string, RegisteredType>;
  findings: Finding[];
} {
  const types = new Map<string, RegisteredType>();
  const findings: Finding[] = [];
  for (const schema of registry.schemas) {
    const reading = readContract(schema);
    const key = keyOf(schema, reading.contract);
    const subject = { arn: schema.arn, name: `schema ${schema.name}` };
    if (reading.problem !== undefined) {
      findings.push({
        code: 'contract-unreadable',
        severity: 'error',
        subject: { ...subject, ...(key && { eventTypeId: eventTypeId(key) }) },
        message: `Schema ${schema.name} of registry ${registry.name} is not a contract Busline can read: ${reading.problem}`,
        mend: 'Publish the contract again, or correct the schema in the registry',
      });
    }
    if (!key) {
      continue;
    }
    const id = eventTypeId(key);
    const other = types.get(id);
    if (other) {
      findings.push({
        code: 'event-type-registered-twice',
        severity: 'warning',
        subject: { ...subject, eventTypeId: id },
        message: `Schemas ${other.schema.name} and ${schema.name} both describe ${id}; Busline shows the first`,
        mend: `Delete one of the two schemas from registry ${registry.name}`,
      });
      continue;
    }
    types.set(id, { ...key, schema, contract: reading.contract });
  }
  return { types, findings };
}

function readContract(schema: SchemaSnapshot): {
  contract?: Contract;
  problem?: string;
} {
  try {
    return {
      contract: parseContract(schema.content, schema.type, {
        schemaName: schema.name,
      }),
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Tags say it outright; the contract and at last the schema's name tell it too. */
function keyOf(
  schema: SchemaSnapshot,
  contract: Contract | undefined,
): EventTypeKey | undefined {
  const source = schema.tags[TAGS.source] ?? contract?.source;
  const detailType = schema.tags[TAGS.detailType] ?? contract?.detailType;
  if (source && detailType) {
    return { source, detailType };
  }
  return parseEventTypeId(schema.name);
}
