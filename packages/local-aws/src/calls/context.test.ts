import { readOptions } from '../options';
import { Principal } from '../policies';
import { conditionContext, RequestFacts, requestTagKeys } from './context';

const HUB = '111111111111';
const OUTSIDER = '444444444444';

const user: Principal = {
  kind: 'user',
  account: HUB,
  arn: `arn:aws:iam::${HUB}:user/team/u`,
};
const session: Principal = {
  kind: 'session',
  account: HUB,
  arn: `arn:aws:sts::${HUB}:assumed-role/r/s`,
  roleArn: `arn:aws:iam::${HUB}:role/r`,
};
const root: Principal = {
  kind: 'root',
  account: OUTSIDER,
  arn: `arn:aws:iam::${OUTSIDER}:root`,
};
const service: Principal = { kind: 'service', service: 'events.amazonaws.com' };

const settings = readOptions({
  organizationId: 'o-1',
  accountsInOrganization: [HUB],
});
const NOON = Date.UTC(2026, 5, 1, 12);

const valueOf = (
  key: string,
  principal: Principal,
  more: Partial<RequestFacts> = {},
) =>
  conditionContext(
    {
      principal,
      resourceAccount: HUB,
      region: 'eu-west-1',
      now: () => NOON,
      ...more,
    },
    settings,
  ).get(key.toLowerCase());

describe('conditionContext', () => {
  const issued = { issuedAtMs: NOON - 60_000, sourceIdentity: 'alice' };
  const tags = new Map([
    ['Team', 'a'],
    ['empty', ''],
  ]);
  const requestTags = requestTagKeys([
    { Key: 'Team', Value: 'a' },
    { Key: 'cost', Value: '7' },
  ]);
  const source = { 'aws:SourceAccount': HUB };

  // "AWS global condition context keys".
  const cases: [
    string,
    Principal,
    Partial<RequestFacts>,
    string[] | undefined,
  ][] = [
    ['aws:CurrentTime', user, {}, ['2026-06-01T12:00:00Z']],
    ['aws:EpochTime', user, {}, ['1780315200']],
    ['aws:RequestedRegion', user, {}, ['eu-west-1']],
    ['aws:ResourceAccount', root, {}, [HUB]],
    ['aws:ResourceOrgID', root, {}, ['o-1']],
    ['aws:ResourceOrgID', root, { resourceAccount: OUTSIDER }, undefined],
    ['aws:SecureTransport', user, {}, ['true']],
    ['aws:SourceIp', user, {}, undefined],
    ['aws:SourceIp', user, { sourceIp: '127.0.0.1' }, ['127.0.0.1']],
    ['aws:PrincipalAccount', session, {}, [HUB]],
    ['aws:PrincipalAccount', service, {}, undefined],
    ['aws:PrincipalOrgID', session, {}, ['o-1']],
    ['aws:PrincipalOrgID', root, {}, undefined],
    ['aws:PrincipalArn', session, {}, [`arn:aws:iam::${HUB}:role/r`]],
    ['aws:PrincipalArn', user, {}, [`arn:aws:iam::${HUB}:user/team/u`]],
    ['aws:PrincipalArn', root, {}, [`arn:aws:iam::${OUTSIDER}:root`]],
    ['aws:PrincipalType', session, {}, ['AssumedRole']],
    ['aws:PrincipalType', user, {}, ['User']],
    ['aws:PrincipalType', root, {}, ['Account']],
    ['aws:PrincipalIsAWSService', session, {}, ['false']],
    ['aws:PrincipalIsAWSService', service, {}, ['true']],
    ['aws:PrincipalServiceName', service, {}, ['events.amazonaws.com']],
    ['aws:PrincipalServiceName', user, {}, undefined],
    ['aws:ViaAWSService', user, {}, ['false']],
    ['aws:CalledVia', user, {}, undefined],
    ['aws:username', user, {}, ['u']],
    ['aws:username', session, {}, undefined],
    ['aws:userid', user, { userId: 'AIDA1' }, ['AIDA1']],
    ['aws:PrincipalTag/team', user, { principalTags: tags }, ['a']],
    ['aws:PrincipalTag/empty', user, { principalTags: tags }, ['']],
    ['aws:PrincipalTag/none', user, { principalTags: tags }, undefined],
    [
      'aws:TokenIssueTime',
      session,
      { session: issued },
      ['2026-06-01T11:59:00Z'],
    ],
    ['aws:TokenIssueTime', user, {}, undefined],
    ['aws:SourceIdentity', session, { session: issued }, ['alice']],
    ['aws:MultiFactorAuthPresent', session, { session: issued }, ['false']],
    ['aws:MultiFactorAuthPresent', user, {}, undefined],
    ['aws:RequestTag/team', user, { keys: requestTags }, ['a']],
    ['aws:TagKeys', user, { keys: requestTags }, ['Team', 'cost']],
    ['aws:TagKeys', user, {}, undefined],
    ['aws:SourceAccount', service, { keys: source }, [HUB]],
    ['aws:SourceOrgID', service, { keys: source }, ['o-1']],
    [
      'aws:SourceOrgID',
      service,
      { keys: { 'aws:SourceAccount': OUTSIDER } },
      undefined,
    ],
    ['aws:SourceOrgID', service, {}, undefined],
    [
      'events:source',
      user,
      { keys: { 'events:source': ['a', 'b'] } },
      ['a', 'b'],
    ],
    [
      'aws:ResourceAccount',
      user,
      { keys: { 'AWS:resourceaccount': '1' } },
      ['1'],
    ],
    ['aws:Unknown', user, {}, undefined],
  ];
  it.each(cases)('%s of %j with %j', (key, principal, more, expected) => {
    expect(valueOf(key, principal, more)).toEqual(expected);
  });

  it('asks for the time only for a key about it', () => {
    const now = () => {
      throw new Error('Asked for the time');
    };
    expect(valueOf('aws:PrincipalAccount', user, { now })).toEqual([HUB]);
    expect(() => valueOf('aws:CurrentTime', user, { now })).toThrow(
      'Asked for the time',
    );
  });
});
