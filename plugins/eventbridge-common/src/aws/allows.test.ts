import { allows, PolicyRequest } from './allows';
import { PolicyStatement } from './policyDocument';

const BUS = 'arn:aws:events:eu-west-1:111111111111:event-bus/hub';
const RULE = 'arn:aws:events:eu-west-1:333333333333:rule/busline/granted';
const QUEUE = 'arn:aws:sqs:eu-west-1:333333333333:granted';

const put: PolicyRequest = {
  action: 'events:PutEvents',
  resource: BUS,
  principal: { kind: 'account', accountId: '222222222222' },
  context: { 'events:source': 'com.larkgate.access' },
};
const send: PolicyRequest = {
  action: 'sqs:SendMessage',
  resource: QUEUE,
  principal: { kind: 'service', service: 'events.amazonaws.com' },
  context: { 'aws:SourceArn': RULE },
};

const grant: PolicyStatement = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::222222222222:root' },
  Action: 'events:PutEvents',
  Resource: BUS,
};
const admit: PolicyStatement = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
};
const source = (operator: string, value: string | string[]) => ({
  Condition: { [operator]: { 'events:source': value } },
});

describe('allows', () => {
  it.each<[string, PolicyStatement[], PolicyRequest, string]>([
    ['nothing written', [], put, 'denied'],
    ['the account by its root', [grant], put, 'allowed'],
    [
      'the account by its id',
      [{ ...grant, Principal: { AWS: '222222222222' } }],
      put,
      'allowed',
    ],
    [
      'another account',
      [{ ...grant, Principal: { AWS: '999999999999' } }],
      put,
      'denied',
    ],
    [
      'several accounts',
      [{ ...grant, Principal: { AWS: ['999999999999', '222222222222'] } }],
      put,
      'allowed',
    ],
    ['anyone', [{ ...grant, Principal: '*' }], put, 'allowed'],
    [
      'one role of the account',
      [{ ...grant, Principal: { AWS: 'arn:aws:iam::222222222222:role/app' } }],
      put,
      'unknown',
    ],
    [
      'the very role',
      [{ ...grant, Principal: { AWS: 'arn:aws:iam::222222222222:role/app' } }],
      {
        ...put,
        principal: {
          kind: 'role',
          accountId: '222222222222',
          arn: 'arn:aws:iam::222222222222:role/app',
        },
      },
      'allowed',
    ],
    [
      'another role of the account',
      [{ ...grant, Principal: { AWS: 'arn:aws:iam::222222222222:role/app' } }],
      {
        ...put,
        principal: {
          kind: 'role',
          accountId: '222222222222',
          arn: 'arn:aws:iam::222222222222:role/other',
        },
      },
      'denied',
    ],
    [
      'all principals but some',
      [{ ...grant, Principal: undefined, NotPrincipal: { AWS: '1' } }],
      put,
      'unknown',
    ],
    [
      'any action of events',
      [{ ...grant, Action: 'events:*' }],
      put,
      'allowed',
    ],
    [
      'the action in small letters',
      [{ ...grant, Action: 'events:putevents' }],
      put,
      'allowed',
    ],
    ['another action', [{ ...grant, Action: 'events:PutRule' }], put, 'denied'],
    [
      'all actions but this',
      [{ ...grant, Action: undefined, NotAction: 'events:PutEvents' }],
      put,
      'denied',
    ],
    ['another bus', [{ ...grant, Resource: `${BUS}2` }], put, 'denied'],
    ['any resource', [{ ...grant, Resource: '*' }], put, 'allowed'],
    [
      'any resource but this',
      [{ ...grant, Resource: undefined, NotResource: BUS }],
      put,
      'denied',
    ],
    [
      'a resource by variable',
      [{ ...grant, Resource: 'arn:aws:events:*:${aws:PrincipalAccount}:*' }],
      put,
      'unknown',
    ],
    [
      'the source',
      [{ ...grant, ...source('StringEquals', 'com.larkgate.access') }],
      put,
      'allowed',
    ],
    [
      'another source',
      [{ ...grant, ...source('StringEquals', ['com.larkgate.a', 'b']) }],
      put,
      'denied',
    ],
    [
      'sources with a prefix',
      [{ ...grant, ...source('StringLike', 'com.larkgate.*') }],
      put,
      'allowed',
    ],
    [
      'no source with a prefix',
      [{ ...grant, ...source('StringNotLike', 'com.larkgate.*') }],
      put,
      'denied',
    ],
    [
      'a set of sources',
      [
        {
          ...grant,
          ...source('ForAllValues:StringEquals', 'com.larkgate.access'),
        },
      ],
      put,
      'allowed',
    ],
    [
      'an unknown operator',
      [{ ...grant, ...source('StringMatches', 'com.larkgate.access') }],
      put,
      'unknown',
    ],
    [
      'a key that is not known',
      [
        {
          ...grant,
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        },
      ],
      put,
      'unknown',
    ],
    [
      'the account by a condition, whatever its case',
      [
        {
          ...grant,
          Principal: '*',
          Condition: {
            StringEquals: { 'AWS:PrincipalAccount': '222222222222' },
          },
        },
      ],
      put,
      'allowed',
    ],
    [
      'one condition met and one not known',
      [
        {
          ...grant,
          Condition: {
            StringEquals: {
              'events:source': 'com.larkgate.access',
              'aws:PrincipalOrgID': 'o-1',
            },
          },
        },
      ],
      put,
      'unknown',
    ],
    [
      'one condition not met and one not known',
      [
        {
          ...grant,
          Condition: {
            StringEquals: { 'events:source': 'b', 'aws:PrincipalOrgID': 'o-1' },
          },
        },
      ],
      put,
      'denied',
    ],
    [
      'allowed and denied',
      [grant, { ...grant, Effect: 'Deny' }],
      put,
      'denied',
    ],
    [
      'allowed and perhaps denied',
      [
        grant,
        {
          ...grant,
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
      put,
      'unknown',
    ],
    [
      'allowed, and others denied',
      [grant, { ...grant, Effect: 'Deny', ...source('StringEquals', 'b') }],
      put,
      'allowed',
    ],
    ['the service', [admit], send, 'allowed'],
    [
      'the service for the rule',
      [{ ...admit, Condition: { ArnEquals: { 'aws:SourceArn': RULE } } }],
      send,
      'allowed',
    ],
    [
      'the service for another rule',
      [{ ...admit, Condition: { ArnEquals: { 'aws:SourceArn': `${RULE}2` } } }],
      send,
      'denied',
    ],
    [
      'the service for rules of a bus',
      [
        {
          ...admit,
          Condition: {
            ArnLike: { 'aws:SourceArn': 'arn:aws:events:*:*:rule/busline/*' },
          },
        },
      ],
      send,
      'allowed',
    ],
    [
      'a star that would have to reach over a colon',
      [
        {
          ...admit,
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:*:granted' } },
        },
      ],
      send,
      'denied',
    ],
    [
      'another service',
      [{ ...admit, Principal: { Service: 'sns.amazonaws.com' } }],
      send,
      'denied',
    ],
  ])('%s', (_name, Statement, request, outcome) => {
    expect(allows({ Version: '2012-10-17', Statement }, request)).toBe(outcome);
  });

  it('takes an absent policy for one without statements', () => {
    expect(allows(undefined, put)).toBe('denied');
  });
});
