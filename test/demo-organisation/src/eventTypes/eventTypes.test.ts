import { demoSubscriptions, eventTypes } from '../index';

/** Every schema inside a schema, itself included. */
function subschemas(schema: unknown): Record<string, unknown>[] {
  if (!isObject(schema)) {
    return [];
  }
  const { properties, items } = schema;
  return [
    schema,
    ...(isObject(properties)
      ? Object.values(properties).flatMap(subschemas)
      : []),
    ...subschemas(items),
  ];
}

function isObjectSchema(
  schema: Record<string, unknown>,
): schema is { required?: string[]; properties: Record<string, unknown> } {
  return isObject(schema.properties);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('event types', () => {
  it('are identified by source and detail-type', () => {
    const ids = eventTypes.map(type => `${type.source}@${type.detailType}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(12);
  });

  it.each(eventTypes)(
    '$detailType: every field is described, and every required one exists',
    ({ versions }) => {
      const objects = versions.flatMap(subschemas).filter(isObjectSchema);
      const missing = objects.flatMap(({ required = [], properties }) =>
        required.filter(name => !(name in properties)),
      );
      const undescribed = objects.flatMap(({ properties }) =>
        Object.entries(properties)
          .filter(([name]) => !['metadata', 'data'].includes(name))
          .filter(([, field]) => isObject(field) && !field.description)
          .map(([name]) => name),
      );
      expect({ missing, undescribed }).toEqual({
        missing: [],
        undescribed: [],
      });
    },
  );

  it('mark personal data', () => {
    const marked = eventTypes.filter(({ versions }) =>
      versions
        .flatMap(subschemas)
        .some(schema => schema['x-busline-personal-data'] === true),
    );
    expect(marked.length).toBeGreaterThan(eventTypes.length / 2);
  });

  it('exist for every subscription', () => {
    const ids = eventTypes.map(type => `${type.source}@${type.detailType}`);
    for (const { source, detailTypes } of demoSubscriptions) {
      for (const detailType of detailTypes) {
        expect(ids).toContain(`${source}@${detailType}`);
      }
    }
  });

  it('leave "Access granted" free for the delivery service', () => {
    expect(
      demoSubscriptions.filter(
        ({ consumer, detailTypes }) =>
          consumer === 'component:default/delivery-service' &&
          detailTypes.includes('Access granted'),
      ),
    ).toEqual([]);
  });
});
