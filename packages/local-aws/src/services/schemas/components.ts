import type { JsonSchema } from '@busline/event-schemas';
import { isSchema } from './openApiSchema';

const refTo = (name: string): JsonSchema => ({
  $ref: `#/components/schemas/${name}`,
});

/** A name that a component may have: the first letter is a capital. */
export function componentName(text: string): string {
  const name = text.replace(/[^0-9A-Za-z_.-]/g, '_');
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/**
 * Moves the objects in a schema to components, as discovery writes documents:
 * an object is named after its property, an object in a list after what holds
 * the list (`OrderItem`), and a name that is taken gets a number (`State_1`).
 * Objects of the same shape are one component.
 *
 * @param rootName - name of the schema itself
 * @param taken - names that no component may have
 * @returns the components by name, the schema itself first
 */
export function toComponents(
  rootName: string,
  root: JsonSchema,
  taken: readonly string[] = [],
): { name: string; schemas: Record<string, JsonSchema> } {
  const schemas = new Map<string, JsonSchema>();
  const names = new Map<string, string>();

  function freeName(wanted: string): string {
    let name = wanted;
    for (let i = 1; schemas.has(name) || taken.includes(name); i++) {
      name = `${wanted}_${i}`;
    }
    return name;
  }

  function add(wanted: string, schema: JsonSchema): string {
    const shape = JSON.stringify(schema);
    const known = names.get(shape);
    if (known !== undefined) {
      return known;
    }
    const name = freeName(wanted);
    names.set(shape, name);
    // Takes its place before those that it refers to.
    schemas.set(name, {});
    schemas.set(name, withFlatProperties(schema, name));
    return name;
  }

  function withFlatProperties(schema: JsonSchema, holder: string): JsonSchema {
    const properties = Object.entries(schema.properties ?? {}).map(
      ([name, inner]): [string, JsonSchema] => [
        name,
        flatten(inner, componentName(name), holder),
      ],
    );
    return properties.length > 0
      ? { ...schema, properties: Object.fromEntries(properties) }
      : schema;
  }

  /** Replaces the objects in a property's schema by references. */
  function flatten(
    schema: JsonSchema,
    wanted: string,
    holder: string,
  ): JsonSchema {
    if (Array.isArray(schema.anyOf)) {
      return {
        ...schema,
        anyOf: schema.anyOf.map(choice => flatten(choice, wanted, holder)),
      };
    }
    if (isSchema(schema.items)) {
      const items = flatten(schema.items, `${holder}Item`, holder);
      return { ...schema, items };
    }
    if (schema.properties === undefined) {
      return schema;
    }
    // `nullable` may not stand beside a reference, and not without a type.
    return schema.nullable
      ? withFlatProperties(schema, holder)
      : refTo(add(wanted, schema));
  }

  const name = add(rootName, root);
  return { name, schemas: Object.fromEntries(schemas) };
}
