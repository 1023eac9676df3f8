/*
 * The one file that touches what the AWS SDK keeps to itself: the operation
 * and shape schemas that every client package exports. It runs when a client
 * is updated, not when local AWS does.
 */
import { NormalizedSchema } from '@smithy/core/schema';
import {
  ErrorEntry,
  MemberEntry,
  MemberTraits,
  ModelFile,
  OperationEntry,
  ShapeEntry,
  ShapeReference,
  StructureEntry,
} from '../modelFile';

type SchemaReference = Parameters<typeof NormalizedSchema.of>[0];

const OPERATION_TAG = 9;
const ERROR_TAG = -3;

/** The numbers by which the SDK names the shapes that have no name. */
const SIMPLE_SHAPES: Record<number, ShapeReference> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  4: 'timestamp',
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
  15: 'document',
  21: 'blob',
  42: 'stream',
};

const TEXT_TRAITS = [
  'jsonName',
  'xmlName',
  'httpQuery',
  'httpHeader',
  'httpPrefixHeaders',
  'mediaType',
] as const;
const FLAG_TRAITS = [
  'xmlFlattened',
  'httpLabel',
  'httpQueryParams',
  'httpPayload',
  'httpResponseCode',
] as const;

function readTraits(schema: NormalizedSchema): MemberTraits {
  const given = schema.getMergedTraits();
  const traits: MemberTraits = {};
  for (const name of TEXT_TRAITS) {
    const value = given[name];
    if (typeof value === 'string') {
      traits[name] = value;
    }
  }
  for (const name of FLAG_TRAITS) {
    if (given[name]) {
      traits[name] = true;
    }
  }
  return traits;
}

/** Reads the shapes that operations and errors need, each once. */
class ShapeReader {
  readonly shapes: Record<string, ShapeEntry> = {};

  reference(schema: NormalizedSchema): ShapeReference {
    if (schema.isListSchema() || schema.isMapSchema()) {
      const raw: unknown = schema.getSchema();
      if (typeof raw === 'number') {
        const value = this.reference(schema.getValueSchema());
        return schema.isListSchema() ? `list<${value}>` : `map<${value}>`;
      }
    } else if (!schema.isStructSchema()) {
      const simple = SIMPLE_SHAPES[Number(schema.getSchema())];
      if (!simple) {
        throw new Error(
          `The SDK has a shape that the wire does not know: ${schema.getName()}`,
        );
      }
      return simple;
    }
    const name = schema.getName() ?? '';
    if (!(name in this.shapes)) {
      this.shapes[name] = { members: {} }; // A shape may hold itself.
      this.shapes[name] = this.#entry(schema);
    }
    return `#${name}`;
  }

  structure(schema: NormalizedSchema): StructureEntry {
    const members: Record<string, MemberEntry> = {};
    for (const [name, member] of schema.structIterator()) {
      members[name] = this.#member(member);
    }
    // The schemas list required members first and give their count last.
    const raw: unknown = schema.getSchema();
    const required: unknown = Array.isArray(raw) ? raw[6] : undefined;
    return typeof required === 'number' ? { members, required } : { members };
  }

  #member(schema: NormalizedSchema): MemberEntry {
    const reference = this.reference(schema);
    const traits = readTraits(schema);
    return Object.keys(traits).length > 0 ? [reference, traits] : reference;
  }

  #entry(schema: NormalizedSchema): ShapeEntry {
    if (schema.isListSchema()) {
      return { list: this.#member(schema.getValueSchema()) };
    }
    return schema.isMapSchema()
      ? {
          key: this.#member(schema.getKeySchema()),
          value: this.#member(schema.getValueSchema()),
        }
      : this.structure(schema);
  }
}

function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * Reads the API of a service from its SDK client.
 *
 * @param client - all that the client's package exports
 * @throws Error when the SDK uses a kind of shape that the wire does not know
 */
export function readSdkModel(client: Record<string, unknown>): ModelFile {
  const reader = new ShapeReader();
  const operations: Record<string, OperationEntry> = {};
  const errors: Record<string, ErrorEntry> = {};
  for (const [key, schema] of Object.entries(client)) {
    if (!key.endsWith('$') || !Array.isArray(schema)) {
      continue;
    }
    const [tag, , name, traits] = schema;
    if (tag === OPERATION_TAG) {
      const [input, output] = [schema[4], schema[5]].map(of => {
        const shape = NormalizedSchema.of(of);
        return shape.isStructSchema() ? reader.reference(shape) : undefined;
      });
      operations[name] = { input, output, http: traits?.http };
    } else if (tag === ERROR_TAG) {
      const { awsQueryError, httpError, error } = traits || {};
      errors[name] = {
        status: awsQueryError?.[1] ?? httpError,
        queryCode: awsQueryError?.[0],
        fault: error === 'server' ? 'server' : undefined,
        // An array that begins with this tag is the schema of an error.
        ...reader.structure(NormalizedSchema.of(schema as SchemaReference)),
      };
    }
  }
  return {
    operations: sorted(operations),
    errors: sorted(errors),
    shapes: sorted(reader.shapes),
  };
}

/**
 * Writes a model as a module with one operation, error or shape a line. The
 * module holds text, because most processes never need most models: text costs
 * nothing until it is parsed.
 */
export function formatModel(model: ModelFile): string {
  const section = (entries: Record<string, unknown>) =>
    Object.entries(entries)
      .map(
        ([name, entry]) =>
          `    ${JSON.stringify(name)}: ${JSON.stringify(entry)}`,
      )
      .join(',\n');
  const text = Object.entries(model)
    .map(([name, entries]) => `  "${name}": {\n${section(entries)}\n  }`)
    .join(',\n');
  return `/** Written by writeModels.ts. */\nexport const MODEL = \`{\n${text.replace(
    /[\\`$]/g,
    '\\$&',
  )}\n}\`;\n`;
}
