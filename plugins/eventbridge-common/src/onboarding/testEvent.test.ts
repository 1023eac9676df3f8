import { compile, parsePattern } from '@busline/event-patterns';
import { validate } from '@busline/event-schemas';
import {
  ACCESS_GRANTED,
  ACCESS_GRANTED_CONTRACT,
} from '../__testUtils__/world';
import { NoTestEventError, testEvent } from './testEvent';

const make = (filter?: string | Record<string, unknown>) =>
  testEvent({
    eventType: ACCESS_GRANTED,
    filter,
    contractSchema: ACCESS_GRANTED_CONTRACT,
    marker: 'busline:test:42',
  });

/** An empty filter is no pattern; this one takes whatever has a detail. */
const filterOrAny = (filter: string | Record<string, unknown> = '{}') =>
  typeof filter === 'string' && filter.trim() === '{}'
    ? { detail: { doorId: [{ exists: true }] } }
    : filter;

describe('testEvent', () => {
  it.each<[string, string | Record<string, unknown> | undefined]>([
    ['no filter', undefined],
    ['an empty filter', ' {} '],
    ['a value', { detail: { grantee: { kind: ['COURIER'] } } }],
    ['a number', '{"detail": {"level": [{"numeric": [">", 3]}]}}'],
    ['a prefix', { detail: { doorId: [{ prefix: 'north-' }] } }],
    [
      'a prefix of listed values',
      { detail: { grantee: { kind: [{ prefix: 'RES' }] } } },
    ],
    [
      'anything but a value',
      { detail: { grantee: { kind: [{ 'anything-but': 'COURIER' }] } } },
    ],
    ['a field that is absent', { detail: { level: [{ exists: false }] } }],
    ['a field that is present', { detail: { level: [{ exists: true }] } }],
    ['a resource', { resources: ['arn:aws:iot:1'] }],
    [
      'either field',
      { $or: [{ detail: { level: [5] } }, { detail: { doorId: ['a'] } }] },
    ],
  ])('fits contract and filter: %s', (_name, filter) => {
    const { Source, DetailType, Detail, Resources } = make(filter);
    expect({ source: Source, detailType: DetailType }).toEqual(ACCESS_GRANTED);
    expect(Resources).toContain('busline:test:42');
    const detail = JSON.parse(Detail);
    expect(validate(ACCESS_GRANTED_CONTRACT)(detail)).toEqual([]);
    const pattern = parsePattern(filterOrAny(filter));
    expect(compile(pattern)({ detail, resources: Resources })).toBe(true);
  });

  it.each([
    [
      'a value the contract rules out',
      { detail: { grantee: { kind: ['POSTMAN'] } } },
      /contract and the filter/,
    ],
    [
      'a field EventBridge fills in',
      { account: ['222222222222'] },
      /account, which EventBridge fills in/,
    ],
    [
      'a filter that is malformed',
      '{"detail": {"level": 3}}',
      /must be an object or an array/,
    ],
  ])('says why there is none: %s', (_name, filter, message) => {
    expect(() => make(filter)).toThrow(NoTestEventError);
    expect(() => make(filter)).toThrow(message);
  });

  it('does without a contract', () => {
    const { Detail } = testEvent({
      eventType: ACCESS_GRANTED,
      filter: { detail: { a: [1] } },
      marker: 'm',
    });
    expect(JSON.parse(Detail)).toEqual({ a: 1 });
  });
});
