import fc from 'fast-check';
import { resourceName } from './resourceName';

describe('resourceName', () => {
  it.each([
    [
      'Access granted to delivery-service',
      /^access-granted-to-delivery-service-[0-9a-f]{8}$/,
    ],
    ['AccessGranted', /^access-granted-[0-9a-f]{8}$/],
    ['HTTPServerDown', /^http-server-down-[0-9a-f]{8}$/],
    ['  many   spaces ', /^many-spaces-[0-9a-f]{8}$/],
    ['Größe geändert', /^gr-e-ge-ndert-[0-9a-f]{8}$/],
    ['事件', /^[0-9a-f]{8}$/],
  ])('makes %s readable', (stem, name) => {
    expect(
      resourceName({ stem, identity: `id of ${stem}`, maxLength: 64 }),
    ).toMatch(name);
  });

  it('leaves the hash out where the name is the identity', () => {
    const name = 'busline-forward-to-delivery';
    expect(resourceName({ stem: name, identity: name, maxLength: 64 })).toBe(
      name,
    );
  });

  it('cuts the stem, never the hash', () => {
    const long = 'a-very-long-name-'.repeat(9);
    const name = resourceName({ stem: long, identity: long, maxLength: 64 });
    expect(name).toHaveLength(64);
    expect(name).toMatch(/-[0-9a-f]{8}$/);
  });

  it('always gives a name that AWS takes, and the same one again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.integer({ min: 16, max: 80 }),
        (stem, identity, maxLength) => {
          const name = resourceName({ stem, identity, maxLength });
          expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
          expect(name.length).toBeLessThanOrEqual(maxLength);
          expect(resourceName({ stem, identity, maxLength })).toBe(name);
        },
      ),
    );
  });

  it('keeps apart what a stem would join', () => {
    const names = [
      'Access granted',
      'access granted',
      'AccessGranted',
      'access-granted',
    ].map(identity =>
      resourceName({ stem: identity, identity, maxLength: 64 }),
    );
    expect(new Set(names).size).toBe(4);
  });
});
