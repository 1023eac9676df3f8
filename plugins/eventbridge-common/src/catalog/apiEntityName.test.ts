import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { eventTypeId } from '../topology/eventTypeId';
import { apiEntityName, apiEntityRef } from './apiEntityName';

describe('apiEntityName', () => {
  it.each([
    [
      'com.larkgate.access',
      'Access granted',
      'com.larkgate.access.access-granted',
    ],
    [
      'com.larkgate.smart-lock',
      'Battery low',
      'com.larkgate.smart-lock.battery-low',
    ],
    ['orders', 'Created', 'orders.created'],
  ])('of %s, %s can be written by hand', (source, detailType, name) => {
    expect(apiEntityName({ source, detailType })).toBe(name);
    expect(apiEntityRef({ source, detailType })).toBe(`api:default/${name}`);
  });

  it.each([
    ['com.larkgate.access', 'AccessGranted', /^access-granted-[0-9a-f]{8}$/],
    ['com.larkgate.access', 'access granted', /^access-granted-[0-9a-f]{8}$/],
    ['com.larkgate.access', 'Door opened', undefined],
    ['Com.Larkgate.Doors', 'Door opened', /^doors-door-opened-[0-9a-f]{8}$/],
    ['com.larkgate.access', 'Ünlock', /^access-nlock-[0-9a-f]{8}$/],
    ['a'.repeat(50), 'A rather long detail-type', /^.{1,63}$/],
  ])(
    'of %s, %s has a hash where something would be lost',
    (source, detailType, name) => {
      const made = apiEntityName({ source, detailType });
      expect(made).toMatch(name ?? /^com\.larkgate\.access\.door-opened$/);
    },
  );

  const keys = fc.record({
    source: fc.string({ minLength: 1 }),
    detailType: fc.string({ minLength: 1 }),
  });

  it('is valid for every event type', () => {
    fc.assert(
      fc.property(keys, key => {
        const name = apiEntityName(key);
        expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(true);
      }),
    );
  });

  it('is different for every event type, without regard to case', () => {
    const two = fc
      .tuple(keys, keys)
      .filter(([one, other]) => eventTypeId(one) !== eventTypeId(other));
    fc.assert(
      fc.property(two, ([one, other]) => {
        expect(apiEntityName(one).toLowerCase()).not.toBe(
          apiEntityName(other).toLowerCase(),
        );
      }),
    );
  });
});
