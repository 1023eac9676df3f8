import { MalformedPolicyError, parsePolicy, PolicyKind } from './index';

const BUS = 'arn:aws:events:eu-west-1:111111111111:event-bus/hub';
const may = { Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS };
const lets = { ...may, Principal: '*' };
const trusts = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' };

/** `path code` of everything that is wrong with a policy. */
function faults(document: unknown, kind: PolicyKind): string[] {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document);
  try {
    parsePolicy(text, kind);
    return [];
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      return error.problems.map(({ path, code }) => `${path} ${code}`);
    }
    throw error;
  }
}

const one = (statement: object) => ({ Statement: [statement] });

describe('parsePolicy', () => {
  const cases: [string, unknown, PolicyKind, string[]][] = [
    ['an identity policy', one(may), 'identity', []],
    ['a resource policy', one(lets), 'resource', []],
    ['a trust policy', one(trusts), 'trust', []],
    ['one statement without a list', { Statement: may }, 'identity', []],
    ['an Id', { Id: 'x', ...one(may) }, 'identity', []],
    [
      'several actions',
      one({ ...may, Action: ['a:b', '*', 'c-d:E*'] }),
      'identity',
      [],
    ],
    [
      'a number as a value',
      one({ ...may, Condition: { NumericEquals: { k: 1 } } }),
      'identity',
      [],
    ],
    ['no JSON', '{', 'identity', [' not-json']],
    ['a list', [], 'identity', [' wrong-type']],
    ['null', null, 'identity', [' wrong-type']],
    [
      'another version',
      { Version: '2020-01-01', ...one(may) },
      'identity',
      ['Version invalid-value'],
    ],
    ['no statement', {}, 'identity', ['Statement missing-element']],
    [
      'a text for a statement',
      { Statement: ['x'] },
      'identity',
      ['Statement[0] wrong-type'],
    ],
    [
      'an element that is none',
      one({ ...may, Actions: 'x' }),
      'identity',
      ['Statement[0].Actions unknown-element'],
    ],
    [
      'a principal',
      one(lets),
      'identity',
      ['Statement[0].Principal prohibited-element'],
    ],
    [
      'no principal',
      one(may),
      'resource',
      ['Statement[0].Principal missing-element'],
    ],
    [
      'a resource that is no ARN',
      one({ ...may, Resource: ['orders', 'arn:aws:sqs:queue'] }),
      'identity',
      [
        'Statement[0].Resource invalid-value',
        'Statement[0].Resource invalid-value',
      ],
    ],
    [
      'resources with wildcards and variables',
      one({
        ...may,
        Resource: [
          'arn:aws:sqs:*',
          'arn:aws:s3:::b/${aws:username}',
          '${aws:PrincipalTag/arn}',
        ],
      }),
      'identity',
      [],
    ],
    [
      'a resource',
      one({ ...trusts, Resource: '*' }),
      'trust',
      ['Statement[0].Resource prohibited-element'],
    ],
    [
      'a resource by negation',
      one({ ...trusts, NotResource: '*' }),
      'trust',
      ['Statement[0].NotResource prohibited-element'],
    ],
    [
      'both actions',
      one({ ...may, NotAction: '*' }),
      'identity',
      ['Statement[0] conflicting-elements'],
    ],
    [
      'both resources',
      one({ ...may, NotResource: '*' }),
      'identity',
      ['Statement[0] conflicting-elements'],
    ],
    [
      'both principals',
      one({ ...lets, Effect: 'Deny', NotPrincipal: '*' }),
      'resource',
      ['Statement[0] conflicting-elements'],
    ],
    [
      'an allow for all but some',
      one({ ...may, NotPrincipal: { AWS: '1' } }),
      'resource',
      ['Statement[0].NotPrincipal prohibited-element'],
    ],
    [
      'a deny for all but some',
      one({ ...may, Effect: 'Deny', NotPrincipal: { AWS: '1' } }),
      'resource',
      [],
    ],
    [
      'a trust in all but some',
      one({
        ...trusts,
        Effect: 'Deny',
        Principal: undefined,
        NotPrincipal: { AWS: '1' },
      }),
      'trust',
      ['Statement[0].NotPrincipal prohibited-element'],
    ],
    [
      'a principal type that is none',
      one({ ...lets, Principal: { Aws: '*' } }),
      'resource',
      ['Statement[0].Principal.Aws unknown-element'],
    ],
    [
      'a principal that is a text',
      one({ ...lets, Principal: '111111111111' }),
      'resource',
      ['Statement[0].Principal wrong-type'],
    ],
    [
      'an operator that is none',
      one({ ...may, Condition: { StringIs: {} } }),
      'identity',
      ['Statement[0].Condition.StringIs invalid-value'],
    ],
    [
      'an operator in another case',
      one({ ...may, Condition: { stringEquals: {} } }),
      'identity',
      ['Statement[0].Condition.stringEquals invalid-value'],
    ],
    [
      'Null with IfExists',
      one({ ...may, Condition: { NullIfExists: {} } }),
      'identity',
      ['Statement[0].Condition.NullIfExists invalid-value'],
    ],
    [
      'a condition without keys',
      one({ ...may, Condition: { Null: 'x' } }),
      'identity',
      ['Statement[0].Condition.Null wrong-type'],
    ],
    [
      'a value that is an object',
      one({ ...may, Condition: { Null: { k: {} } } }),
      'identity',
      ['Statement[0].Condition.Null.k wrong-type'],
    ],
    [
      'a statement id twice',
      {
        Statement: [
          { ...may, Sid: 'a' },
          { ...may, Sid: 'a' },
        ],
      },
      'identity',
      ['Statement[1].Sid repeated-sid'],
    ],
    ['no statement id twice', { Statement: [may, may] }, 'identity', []],
    [
      'all of it',
      {
        Version: 1,
        Statement: [{ Effect: 'allow', Action: 'Put', Principal: 1 }, {}],
      },
      'resource',
      [
        'Version invalid-value',
        'Statement[0].Effect invalid-value',
        'Statement[0].Action invalid-value',
        'Statement[0].Resource missing-element',
        'Statement[0].Principal wrong-type',
        'Statement[1].Effect invalid-value',
        'Statement[1].Action missing-element',
        'Statement[1].Resource missing-element',
        'Statement[1].Principal missing-element',
      ],
    ],
  ];
  it.each(cases)('reads %s', (_, document, kind, expected) => {
    expect(faults(document, kind)).toEqual(expected);
  });

  it('says what is wrong and what would be right', () => {
    let error: unknown;
    try {
      parsePolicy(JSON.stringify(one({ ...may, Effect: 'No' })), 'identity');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      name: 'MalformedPolicyError',
      message: 'Statement[0].Effect must be "Allow" or "Deny"',
      problems: [{ mend: 'write one of them, in this case' }],
    });
  });

  it('gives the same policy for the same text', () => {
    const text = JSON.stringify(one(may));
    expect(parsePolicy(text, 'identity')).toBe(parsePolicy(text, 'identity'));
  });
});
