import { conditionHolds } from './conditions';

const context = new Map<string, string[]>([
  ['aws:principalaccount', ['111111111111']],
  ['aws:sourcearn', ['arn:aws:events:eu-west-1:111111111111:rule/hub/r']],
  ['events:source', ['orders', 'payments']],
  ['aws:epochtime', ['1700000000']],
  ['aws:currenttime', ['2026-06-01T00:00:00Z']],
  ['aws:securetransport', ['true']],
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
