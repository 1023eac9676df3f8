import { contractDocument, parseContract, sample, validate } from './index';
import { awsContracts } from './__testUtils__/awsRegistry';

const contracts = awsContracts();

it('knows AWS’s own registry', () => {
  expect(contracts.length).toBeGreaterThanOrEqual(381);
  expect(new Set(contracts.map(({ source }) => source)).size).toBeGreaterThan(
    80,
  );
});

it.each(contracts)(
  'takes $name',
  ({ source, detailType, openApi, draft04 }) => {
    const contract = parseContract(openApi, 'OpenApi3');
    expect(contract).toMatchObject({ source, detailType, version: '1.0.0' });
    const exported = parseContract(draft04, 'JSONSchemaDraft4');
    expect(contractDocument({ ...exported, title: '' })).toBe(
      contractDocument({ ...contract, title: '' }),
    );
    const detail = sample(contract.detailSchema);
    expect(validate(contract.detailSchema)(detail)).toEqual([]);
    expect(validate(contract.eventSchema)({ detail })).not.toEqual([]);
    const event = sample(contract.eventSchema);
    expect(validate(contract.eventSchema)(event)).toEqual([]);
  },
);
