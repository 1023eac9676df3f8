import fc from 'fast-check';
import { conditionHolds } from './index';

const context = new Map<string, string[]>([
  ['aws:principalaccount', ['111111111111']],
  ['aws:sourcearn', ['arn:aws:events:eu-west-1:111111111111:rule/hub/r']],
  ['events:source', ['orders', 'payments']],
  ['aws:epochtime', ['1700000000']],
  ['aws:currenttime', ['2026-06-01T00:00:00Z']],
  ['aws:securetransport', ['true']],
  ['aws:sourceip', ['203.0.113.7']],
  ['aws:sourceipv6', ['2001:db8::7']],
  ['aws:tagkeys', []],
  ['aws:principaltag/team', ['a*b']],
  ['k:number', ['10.50']],
  ['k:negative', ['-2']],
  ['k:day', ['2026-06-01']],
  ['k:bytes', ['QUJD']],
  ['k:star', ['x*y']],
  ['k:colon', ['a:b']],
]);

describe('conditionHolds', () => {
  it.each([
    ['StringEquals', 'aws:PrincipalAccount', ['111111111111'], true],
    ['StringEquals', 'AWS:principalACCOUNT', ['1', '111111111111'], true],
    ['StringEquals', 'aws:PrincipalAccount', ['1*'], false],
    ['StringEquals', 'aws:Missing', ['x'], false],
    ['StringEqualsIfExists', 'aws:Missing', ['x'], true],
    ['StringEqualsIfExists', 'aws:PrincipalAccount', ['x'], false],
    ['StringNotEquals', 'aws:PrincipalAccount', ['x'], true],
    ['StringNotEquals', 'aws:PrincipalAccount', ['111111111111'], false],
    ['StringNotEquals', 'aws:Missing', ['x'], true],
    ['StringEqualsIgnoreCase', 'aws:SecureTransport', ['TRUE'], true],
    ['StringLike', 'aws:PrincipalAccount', ['11111111111?'], true],
    ['StringLike', 'aws:PrincipalAccount', ['2*'], false],
    ['StringNotLike', 'aws:PrincipalAccount', ['2*'], true],
    ['StringEquals', 'aws:PrincipalAccount', ['${aws:PrincipalAccount}'], true],
    ['StringEquals', 'aws:PrincipalAccount', ['${aws:Missing}'], false],
    [
      'ArnLike',
      'aws:SourceArn',
      ['arn:aws:events:*:111111111111:rule/*'],
      true,
    ],
    ['ArnEquals', 'aws:SourceArn', ['arn:aws:events:*:*:rule/hub/r'], true],
    ['ArnLike', 'aws:SourceArn', ['arn:*:rule/hub/r'], false],
    ['ArnNotLike', 'aws:SourceArn', ['arn:aws:sqs:*:*:*'], true],
    ['ForAllValues:StringEquals', 'events:source', ['orders'], false],
    [
      'ForAllValues:StringEquals',
      'events:source',
      ['orders', 'payments', 'x'],
      true,
    ],
    ['ForAllValues:StringEquals', 'aws:Missing', ['x'], true],
    ['ForAnyValue:StringEquals', 'events:source', ['orders'], true],
    ['ForAnyValue:StringEquals', 'aws:Missing', ['x'], false],
    ['ForAnyValue:StringNotEquals', 'events:source', ['orders'], true],
    ['ForAnyValue:StringNotEquals', 'aws:Missing', ['x'], false],
    ['StringNotEquals', 'events:source', ['orders'], false],
    ['Null', 'aws:Missing', ['true'], true],
    ['Null', 'aws:Missing', ['false'], false],
    ['Null', 'events:source', ['false'], true],
    ['Bool', 'aws:SecureTransport', ['true'], true],
    ['Bool', 'aws:SecureTransport', ['false'], false],
    ['NumericLessThan', 'aws:EpochTime', ['1800000000'], true],
    ['NumericGreaterThanEquals', 'aws:EpochTime', ['1700000001'], false],
    ['NumericEquals', 'aws:PrincipalAccount', ['x'], false],
    ['DateGreaterThan', 'aws:CurrentTime', ['2026-01-01T00:00:00Z'], true],
    ['DateLessThan', 'aws:CurrentTime', ['2026-01-01T00:00:00Z'], false],
    ['StringIs', 'aws:PrincipalAccount', ['111111111111'], false],
  ])('%s %s %j is %s', (operator, key, values, expected) => {
    expect(conditionHolds({ operator, key, values }, context)).toBe(expected);
  });
});

describe('condition operators', () => {
  // "IAM JSON policy elements: Condition operators".
  const cases: [string, string, string[], boolean][] = [
    // Strings: the case of a value counts, that of a key's name does not.
    ['StringEquals', 'k:star', ['x*y'], true],
    ['StringEquals', 'K:STAR', ['X*Y'], false],
    ['StringNotEqualsIgnoreCase', 'K:STAR', ['X*Y'], false],
    ['StringEqualsIgnoreCase', 'k:missing', ['x'], false],
    ['StringLike', 'k:star', ['X*'], false],
    ['StringLike', 'k:star', ['x${*}y'], true],
    ['StringLike', 'k:day', ['2026${*}01'], false],
    ['StringLike', 'k:day', ['2026-06-0${?}'], false],
    ['StringEquals', 'k:star', ['x${*}y'], true],
    ['StringLike', 'k:colon', ['a*b'], true],
    ['StringLike', 'k:colon', ['?:?'], true],
    ['StringLike', 'k:colon', ['??'], false],
    ['StringLike', 'k:colon', [''], false],
    ['StringEquals', 'k:colon', [], false],
    ['StringNotEquals', 'k:colon', [], true],
    // Variables: values are text, also where they look like wildcards.
    ['StringLike', 'aws:PrincipalTag/team', ['${aws:PrincipalTag/team}'], true],
    ['StringLike', 'k:day', ['${aws:PrincipalTag/team}'], false],
    ['StringEquals', 'k:colon', ["${k:none, 'a:b'}"], true],
    ['StringEquals', 'k:colon', ["${ K:None ,'a:b' }"], true],
    ['StringEquals', 'k:colon', ["${k:none, 'A:B'}"], false],
    ['StringEquals', 'k:colon', ["${k:day, 'a:b'}"], false],
    ['StringEquals', 'k:colon', ["${k:none, ''}a:b"], true],
    ['StringNotEquals', 'k:colon', ['${k:none}'], true],
    ['StringEquals', 'k:colon', ['${k:none}', 'a:b'], true],
    // A key with several values has none that could stand in a text.
    ['ForAnyValue:StringEquals', 'events:source', ['${events:source}'], false],
    ['StringEquals', 'k:colon', ["${events:source, 'a:b'}"], true],
    // No variables outside of texts and ARNs.
    ['NumericEquals', 'k:number', ['${k:number}'], false],
    ['Bool', 'aws:SecureTransport', ['${aws:SecureTransport}'], false],
    // ARNs: each part by itself.
    ['ArnEquals', 'aws:SourceArn', ['arn:aws:events:*:*:*'], true],
    ['ArnLike', 'aws:SourceArn', ['arn:aws:events:eu-west-?:*:rule/*'], true],
    ['ArnLike', 'aws:SourceArn', ['arn:aws:events:*'], false],
    ['ArnLike', 'aws:SourceArn', ['arn:aws:*:rule/hub/r'], false],
    ['ArnLike', 'aws:SourceArn', ['ARN:aws:events:*:*:*'], false],
    [
      'ArnLike',
      'aws:SourceArn',
      ['arn:aws:events:*:${aws:PrincipalAccount}:rule/hub/?'],
      true,
    ],
    ['ArnNotEquals', 'aws:SourceArn', ['arn:aws:events:*:*:*'], false],
    ['ArnNotLike', 'k:missing', ['arn:aws:sqs:*:*:*'], true],
    ['ArnLikeIfExists', 'k:missing', ['arn:aws:sqs:*:*:*'], true],
    // Numbers.
    ['NumericEquals', 'k:number', ['10.5'], true],
    ['NumericEquals', 'k:number', ['1.05e1'], true],
    ['NumericNotEquals', 'k:number', ['10.5'], false],
    ['NumericNotEquals', 'k:missing', ['10.5'], true],
    ['NumericEquals', 'k:number', ['0xA'], false],
    ['NumericLessThan', 'k:negative', ['-1'], true],
    ['NumericLessThanEquals', 'k:number', ['10.5'], true],
    ['NumericGreaterThan', 'k:number', ['10.5'], false],
    ['NumericGreaterThan', 'k:number', ['99', '9'], true],
    ['NumericGreaterThan', 'k:colon', ['0'], false],
    ['NumericNotEquals', 'k:colon', ['0'], true],
    ['NumericLessThanIfExists', 'k:missing', ['0'], true],
    // Dates: ISO 8601 or seconds since 1970, in key and value alike.
    ['DateEquals', 'k:day', ['2026-06-01T02:00:00+02:00'], true],
    ['DateEquals', 'k:day', ['1780272000'], true],
    ['DateNotEquals', 'k:day', ['1780272000'], false],
    ['DateLessThan', 'aws:EpochTime', ['2023-11-14T22:13:21Z'], true],
    ['DateLessThanEquals', 'aws:EpochTime', ['2023-11-14T22:13:20Z'], true],
    ['DateLessThan', 'aws:EpochTime', ['2023-11-14T22:13:20Z'], false],
    ['DateGreaterThanEquals', 'aws:CurrentTime', ['2026-06'], true],
    ['DateGreaterThan', 'aws:CurrentTime', ['2026'], true],
    ['DateGreaterThan', 'aws:CurrentTime', ['last week'], false],
    ['DateLessThan', 'aws:CurrentTime', ['last week'], false],
    ['DateNotEquals', 'aws:CurrentTime', ['last week'], true],
    // Booleans.
    ['Bool', 'aws:SecureTransport', ['True'], true],
    ['Bool', 'k:missing', ['false'], false],
    ['BoolIfExists', 'k:missing', ['false'], true],
    ['BoolIfExists', 'aws:SecureTransport', ['false'], false],
    // Bytes.
    ['BinaryEquals', 'k:bytes', ['QUJD'], true],
    ['BinaryEquals', 'k:bytes', ['qujd'], false],
    // Addresses.
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24'], true],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.7'], true],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.8/32', '10.0.0.0/8'], false],
    ['IpAddress', 'aws:SourceIp', ['0.0.0.0/0'], true],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/33'], false],
    ['IpAddress', 'aws:SourceIp', ['2001:db8::/32'], false],
    ['IpAddress', 'aws:SourceIpV6', ['2001:db8::/32'], true],
    ['IpAddress', 'aws:SourceIpV6', ['0.0.0.0/0'], false],
    ['NotIpAddress', 'aws:SourceIp', ['203.0.113.0/24'], false],
    ['NotIpAddress', 'aws:SourceIp', ['10.0.0.0/8'], true],
    ['NotIpAddress', 'k:missing', ['10.0.0.0/8'], true],
    ['IpAddress', 'k:colon', ['0.0.0.0/0'], false],
    // Absent keys. A key with an empty list of values is absent as well.
    ['Null', 'aws:TagKeys', ['true'], true],
    ['Null', 'aws:TagKeys', ['true', 'false'], true],
    ['ForAllValues:StringEquals', 'aws:TagKeys', ['team'], true],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', ['team'], false],
    ['ForAnyValue:StringEqualsIfExists', 'aws:TagKeys', ['team'], false],
    ['ForAllValues:StringNotEquals', 'events:source', ['orders'], false],
    ['ForAllValues:StringNotEquals', 'events:source', ['x'], true],
    ['ForAnyValue:StringNotLike', 'events:source', ['*s'], false],
    ['ForAnyValue:StringLike', 'events:source', ['pay*'], true],
    // Not operators: the case of their names counts, and Null knows no suffix.
    ['stringEquals', 'k:colon', ['a:b'], false],
    ['NullIfExists', 'k:colon', ['false'], false],
    ['ForSomeValues:StringEquals', 'k:colon', ['a:b'], false],
  ];

  it.each(cases)('%s %s %j is %s', (operator, key, values, expected) => {
    expect(conditionHolds({ operator, key, values }, context)).toBe(expected);
  });
});

/** Texts in which wildcards have something to be wrong about. */
const texts = (alphabet: string, maxLength: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { maxLength })
    .map(letters => letters.join(''));

describe('patterns', () => {
  it('match what the regular expression of the same meaning matches', () => {
    fc.assert(
      fc.property(texts('ab:*?', 9), texts('ab:', 12), (pattern, text) => {
        const expression = new RegExp(
          `^${pattern.replace(/\*/g, '.*').replace(/\?/g, '.')}$`,
        );
        expect(
          conditionHolds(
            { operator: 'StringLike', key: 'k', values: [pattern] },
            new Map([['k', [text]]]),
          ),
        ).toBe(expression.test(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('of ARNs keep to a part, except in the last', () => {
    fc.assert(
      fc.property(texts('a:*?', 14), texts('a:', 14), (pattern, text) => {
        const parts = pattern.split(':');
        const source = parts.map((part, i) => {
          const any = i < 5 ? '[^:]' : '.';
          return part.replace(/[*?]/g, sign =>
            sign === '*' ? `${any}*` : any,
          );
        });
        const expected =
          pattern === '*' || new RegExp(`^${source.join(':')}$`).test(text);
        expect(
          conditionHolds(
            { operator: 'ArnLike', key: 'k', values: [pattern] },
            new Map([['k', [text]]]),
          ),
        ).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('take the value of a variable for text', () => {
    fc.assert(
      fc.property(texts('a*?:', 6), texts('a*?:', 6), (value, text) => {
        expect(
          conditionHolds(
            { operator: 'StringLike', key: 'k', values: ['<${v}>*'] },
            new Map([
              ['k', [`<${text}>!`]],
              ['v', [value]],
            ]),
          ),
        ).toBe(`<${text}>!`.startsWith(`<${value}>`));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('negated operators', () => {
  it('hold for one value exactly where their twins do not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('StringEquals', 'StringLike', 'StringEqualsIgnoreCase'),
        texts('aA*', 3),
        fc.array(texts('aA*', 3), { maxLength: 3 }),
        (operator, given, values) => {
          const holds = (name: string) =>
            conditionHolds(
              { operator: name, key: 'k', values },
              new Map([['k', [given]]]),
            );
          expect(holds(operator.replace('String', 'StringNot'))).toBe(
            !holds(operator),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
