import type { BindingLanguage, Contract } from '@busline/event-schemas';
import { strToU8, zipSync } from 'fflate';
import { eventSchemas } from './eventSchemas';
import { SchemaVersion } from './state';

/** The languages as the registry calls them ("Code Binding", EventBridge Schemas). */
const LANGUAGES: ReadonlyMap<string, BindingLanguage> = new Map([
  ['Go1', 'go'],
  ['Java8', 'java'],
  ['Python36', 'python'],
  ['TypeScript3', 'typescript'],
]);

export const BINDING_LANGUAGES: readonly string[] = [...LANGUAGES.keys()];

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The code bindings of a version of a schema, as a zip file.
 *
 * @returns nothing when no code can be made of the schema
 */
export function bindingSource(
  schemaName: string,
  version: SchemaVersion,
  language: string,
): Uint8Array | undefined {
  const target = LANGUAGES.get(language);
  if (!target) {
    return undefined;
  }
  const { bindings, InvalidContractError } = eventSchemas();
  try {
    const contract = contractOf(schemaName, version);
    const files = bindings(contract, target, {
      packageName:
        target === 'java' ? javaPackageOfCustom(schemaName) : undefined,
    });
    return zipSync(
      Object.fromEntries(
        files.map(({ path, content }) => [path, strToU8(content)]),
      ),
      { mtime: version.createdAt },
    );
  } catch (error) {
    if (error instanceof InvalidContractError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * What a schema says of an event. One that describes no event of EventBridge
 * is read as the detail of one, so that there is code for it as well.
 */
function contractOf(
  schemaName: string,
  { type, content }: SchemaVersion,
): Contract {
  const { InvalidContractError, parseContract } = eventSchemas();
  try {
    return parseContract(content, type, { schemaName });
  } catch (error) {
    if (!(error instanceof InvalidContractError)) {
      throw error;
    }
    const document: unknown = JSON.parse(content);
    const wrapped = isObject(document)
      ? asDetail(document, type === 'OpenApi3')
      : undefined;
    if (!wrapped) {
      throw error;
    }
    return parseContract(JSON.stringify(wrapped), type, {
      schemaName: schemaName.includes('@')
        ? schemaName
        : `schema@${schemaName}`,
    });
  }
}

/** Puts a document's main schema in the place of an event's detail. */
function asDetail(
  document: JsonObject,
  isOpenApi: boolean,
): JsonObject | undefined {
  if (!isOpenApi) {
    const { definitions, $schema, ...detail } = document;
    return { $schema, definitions, type: 'object', properties: { detail } };
  }
  const { info, components } = document;
  const schemas = isObject(components) ? components.schemas : undefined;
  if (!isObject(schemas) || 'AWSEvent' in schemas) {
    return undefined;
  }
  const title = isObject(info) ? String(info.title) : '';
  const root = Object.hasOwn(schemas, title) ? title : Object.keys(schemas)[0];
  return root === undefined
    ? undefined
    : {
        ...document,
        components: {
          schemas: {
            ...schemas,
            AWSEvent: {
              type: 'object',
              properties: { detail: { $ref: `#/components/schemas/${root}` } },
            },
          },
        },
      };
}

/** A schema that names no source has a package of one step less. */
function javaPackageOfCustom(schemaName: string): string | undefined {
  const step = schemaName.replace(/[^0-9A-Za-z]+/g, '_').toLowerCase();
  return !schemaName.includes('@') && /^[a-z]/.test(step)
    ? `schema.${step}`
    : undefined;
}
