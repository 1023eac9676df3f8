import { checkPattern } from '@busline/event-patterns';
import { Condition, conditionsOf, filterOf } from './conditions';

const text = (
  operator: Condition['operator'],
  ...values: string[]
): Condition => ({ path: 'detail.a.b', kind: 'text', operator, values });
const number = (
  operator: Condition['operator'],
  ...values: string[]
): Condition => ({ path: 'detail.n', kind: 'number', operator, values });

describe('conditions of a filter', () => {
  it.each<[Condition, unknown]>([
    [text('is', 'EU', 'UK'), { detail: { a: { b: ['EU', 'UK'] } } }],
    [
      text('is not', 'EU'),
      { detail: { a: { b: [{ 'anything-but': ['EU'] }] } } },
    ],
    [text('starts with', 'x'), { detail: { a: { b: [{ prefix: 'x' }] } } }],
    [text('ends with', 'x'), { detail: { a: { b: [{ suffix: 'x' }] } } }],
    [text('contains', 'x'), { detail: { a: { b: [{ wildcard: '*x*' }] } } }],
    [text('is present'), { detail: { a: { b: [{ exists: true }] } } }],
    [text('is absent'), { detail: { a: { b: [{ exists: false }] } } }],
    [number('is', '1', '2.5'), { detail: { n: [1, 2.5] } }],
    [number('greater than', '2'), { detail: { n: [{ numeric: ['>', 2] }] } }],
    [number('at least', '2'), { detail: { n: [{ numeric: ['>=', 2] }] } }],
    [number('less than', '2'), { detail: { n: [{ numeric: ['<', 2] }] } }],
    [number('at most', '2'), { detail: { n: [{ numeric: ['<=', 2] }] } }],
    [
      { path: 'detail.f', kind: 'boolean', operator: 'is', values: ['true'] },
      { detail: { f: [true] } },
    ],
  ])('%o is %o, there and back', (condition, filter) => {
    expect(filterOf([condition])).toEqual(filter);
    expect(checkPattern(JSON.stringify(filter))).toEqual([]);
    expect(conditionsOf(filter)).toEqual([condition]);
  });

  it('joins conditions on fields of one object', () => {
    expect(
      filterOf([
        { ...text('is', 'x'), path: 'detail.a.b' },
        { ...text('is', 'y'), path: 'detail.a.c' },
      ]),
    ).toEqual({ detail: { a: { b: ['x'], c: ['y'] } } });
  });

  it('takes a list as it is typed, blanks and all', () => {
    expect(filterOf([text('is', 'New York', ' Oslo', ' ', '')])).toEqual({
      detail: { a: { b: ['New York', 'Oslo'] } },
    });
  });

  it('leaves values with blanks around them to JSON', () => {
    expect(conditionsOf({ detail: { a: [' x'] } })).toBeUndefined();
  });

  it('leaves out conditions that are not complete', () => {
    expect(filterOf([text('is'), text('starts with', '')])).toBeUndefined();
  });

  it('keeps a value of the wrong kind as text, for the check to find', () => {
    expect(filterOf([number('at least', 'many')])).toEqual({
      detail: { n: [{ numeric: ['>=', 'many'] }] },
    });
  });

  it.each([
    { detail: { $or: [{ a: ['x'] }, { b: ['y'] }] } },
    { detail: { a: [{ prefix: 'x' }, 'y'] } },
    { detail: { a: [{ numeric: ['>', 1, '<', 5] }] } },
    { detail: { a: [null] } },
    { detail: { a: [{ cidr: '10.0.0.0/8' }] } },
    { detail: 'x' },
    [],
  ])('has no words for %j', filter => {
    expect(conditionsOf(filter)).toBeUndefined();
  });
});
