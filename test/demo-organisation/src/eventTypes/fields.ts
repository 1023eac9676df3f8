import type { DetailSchema } from './eventType';

/** Marks a field that tells something about a natural person. */
export const personal = { 'x-busline-personal-data': true } as const;

/** An object with the given properties; other properties may be added later. */
export function object(
  description: string,
  required: readonly string[],
  properties: Record<string, DetailSchema>,
): DetailSchema {
  // Draft-04 does not allow an empty list of required properties.
  return {
    type: 'object',
    description,
    ...(required.length > 0 ? { required: [...required] } : {}),
    properties,
  };
}

/** One of a few words. */
export function oneOf(
  description: string,
  values: readonly string[],
): DetailSchema {
  return { type: 'string', enum: [...values], description };
}

/** A moment in time. */
export function moment(
  description: string,
  example = '2026-11-23T14:32:07Z',
): DetailSchema {
  return { type: 'string', format: 'date-time', example, description };
}

/** Free text of limited length. */
export function text(
  description: string,
  maxLength: number,
  example: string,
): DetailSchema {
  return { type: 'string', minLength: 1, maxLength, example, description };
}

/** An identifier with a prefix that tells what it identifies, such as `res_`. */
export function id(prefix: string, description: string): DetailSchema {
  return {
    type: 'string',
    pattern: `^${prefix}_[0-9a-z]{8}$`,
    example: `${prefix}_4f7k2m9x`,
    description,
  };
}

export const residentId: DetailSchema = {
  ...id('res', 'The resident'),
  ...personal,
};
export const courierId: DetailSchema = {
  ...id('cou', 'The courier'),
  ...personal,
};
export const homeId = id('hom', 'The home: a house or one flat of a building');
export const doorId = id('dor', 'The door, garage door or gate');
export const deviceId = id('dev', 'The lock, door controller or camera');
export const deliveryId = id('dlv', 'The delivery');
export const grantId = id('grt', 'The grant: one permission to open one door');

/** A stretch of time, from `from` until `until`. */
export function window(description: string): DetailSchema {
  return object(description, ['from', 'until'], {
    from: moment('First moment of the window', '2026-11-23T14:00:00Z'),
    until: moment(
      'Last moment of the window, later than `from`',
      '2026-11-23T16:00:00Z',
    ),
  });
}

/** An amount of money, counted in the smallest unit to keep it exact. */
export const money = object('An amount of money', ['amountMinor', 'currency'], {
  amountMinor: {
    type: 'integer',
    minimum: 0,
    example: 490,
    description:
      'The amount in the smallest unit of the currency, such as cents',
  },
  currency: {
    type: 'string',
    pattern: '^[A-Z]{3}$',
    example: 'EUR',
    description: 'ISO 4217 currency code',
  },
});

/** Where a home is. */
export const address: DetailSchema = {
  ...object('Where the home is', ['street', 'postcode', 'city', 'country'], {
    street: {
      ...text('Street and house number', 120, '14 Weaver Street'),
      ...personal,
    },
    unit: { ...text('Flat, floor or stair', 20, '3B'), ...personal },
    postcode: { ...text('Postal code', 12, '1012 AB'), ...personal },
    city: text('City or town', 80, 'Amsterdam'),
    country: {
      type: 'string',
      pattern: '^[A-Z]{2}$',
      example: 'NL',
      description: 'ISO 3166-1 alpha-2 country code',
    },
  }),
};

/** The parts of the world Larkgate works in. */
export const region = oneOf('The part of the world the home is in', [
  'EU',
  'NA',
  'APAC',
]);
