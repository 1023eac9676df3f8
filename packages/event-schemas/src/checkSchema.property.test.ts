import fc from 'fast-check';
import {
  parseDetailSchema,
  NoSampleError,
  parseContract,
  contractDocument,
  contractFields,
  maskSensitive,
  sample,
  validate,
  widen,
} from './index';
import { isUsable, roughSchema } from './__testUtils__/roughSchemas';

it('lets no schema through that a validator would refuse', () => {
  let usable = 0;
  fc.assert(
    fc.property(roughSchema, given => {
      const text = JSON.stringify(given);
      if (!isUsable(text)) return;
      usable++;
      validate(given);
      validate(parseDetailSchema(text));
    }),
    { numRuns: 10000 },
  );
  expect(usable).toBeGreaterThan(300);
});

it('gives a sample or says that there is none, whatever the schema', () => {
  let found = 0;
  fc.assert(
    fc.property(roughSchema, fc.jsonValue({ maxDepth: 2 }), (given, value) => {
      const text = JSON.stringify(given);
      fc.pre(isUsable(text));
      contractFields(given);
      maskSensitive(given, value);
      widen(given, [value]);
      const kept = parseDetailSchema(text);
      const event = { source: 'orders', detailType: 'Order placed' };
      const document = contractDocument({ ...event, detailSchema: kept });
      expect(parseContract(document, 'JSONSchemaDraft4')).toMatchObject(event);
      try {
        expect(validate(given)(sample(given))).toEqual([]);
        found++;
      } catch (error) {
        if (!(error instanceof NoSampleError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
  expect(found).toBeGreaterThan(500);
});
