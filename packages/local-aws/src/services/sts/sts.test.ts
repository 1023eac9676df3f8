import {
  CreateRoleCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import {
  AssumeRoleCommand,
  AssumeRoleCommandInput,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  clientsWith,
  errorOf,
  HUB,
  outcomeOf,
  policy,
  PRODUCER,
  rootOf,
} from '../../__testUtils__/clients';

const ROLE = `arn:aws:iam::${HUB}:role/r`;
const anything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

describe('AssumeRole', () => {
  let aws: LocalAws;

  beforeEach(async () => {
    aws = await startLocalAws();
  });
  afterEach(() => aws.stop());

  /** Makes a role that may do all a policy says, and who may assume it how. */
  async function makeRole(
    name: string,
    trust: object = {},
    PolicyDocument = anything,
  ) {
    const { iam } = rootOf(aws, HUB);
    await iam.send(
      new CreateRoleCommand({
        RoleName: name,
        AssumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Principal: { AWS: [HUB, PRODUCER] },
          Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          ...trust,
        }),
        Tags: [{ Key: 'team', Value: 'role' }],
      }),
    );
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: 'p',
        PolicyDocument,
      }),
    );
  }

  async function assume(
    sts: STSClient,
    input: Partial<AssumeRoleCommandInput> = {},
  ) {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: ROLE,
        RoleSessionName: 'test',
        ...input,
      }),
    );
    return clientsWith(aws, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    });
  }

  const ofTeam = (team: string) =>
    policy(
      {
        Effect: 'Allow',
        Action: 'events:ListRules',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalTag/Team': team } },
      },
      { Effect: 'Allow', Action: 'sts:*', Resource: '*' },
    );
  const tags = [{ Key: 'team', Value: 'session' }];

  it.each([
    ['the role’s', 'role', undefined, 'allowed'],
    ['the session’s before the role’s', 'session', tags, 'allowed'],
    [
      'not the role’s once the session has one',
      'role',
      tags,
      'AccessDeniedException',
    ],
  ])('gives a session tags: %s', async (_, team, Tags, outcome) => {
    await makeRole('r', {}, ofTeam(team));
    const { events } = await assume(rootOf(aws, HUB).sts, { Tags });
    expect(await outcomeOf(events.send(new ListRulesCommand({})))).toBe(
      outcome,
    );
  });

  it('needs leave to tag a session', async () => {
    await makeRole('r', { Action: 'sts:AssumeRole' });
    const { sts } = rootOf(aws, PRODUCER);
    await assume(sts);
    expect((await errorOf(assume(sts, { Tags: tags }))).message).toBe(
      `User: arn:aws:iam::${PRODUCER}:root is not authorized to perform: sts:TagSession on resource: ${ROLE} because no role trust policy allows the sts:TagSession action`,
    );
  });

  it('lets a trust policy ask for tags', async () => {
    await makeRole('r', {
      Condition: {
        StringEquals: { 'aws:RequestTag/team': 'session' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' },
      },
    });
    const { sts } = rootOf(aws, PRODUCER);
    expect(await outcomeOf(assume(sts, { Tags: tags }))).toBe('allowed');
    expect(await outcomeOf(assume(sts))).toBe('AccessDenied');
    const more = [...tags, { Key: 'other', Value: 'x' }];
    expect(await outcomeOf(assume(sts, { Tags: more }))).toBe('AccessDenied');
  });

  it('hands transitive tags on in a chain of roles, where they stay', async () => {
    await makeRole('r');
    await makeRole('next', {}, ofTeam('session'));
    const first = await assume(rootOf(aws, HUB).sts, {
      Tags: tags,
      TransitiveTagKeys: ['team'],
    });
    const RoleArn = `arn:aws:iam::${HUB}:role/next`;
    const { events } = await assume(first.sts, { RoleArn });
    await events.send(new ListRulesCommand({}));
    expect(
      await errorOf(assume(first.sts, { RoleArn, Tags: tags })),
    ).toMatchObject({
      message: expect.stringContaining('conflicts with a transitive tag key'),
    });
  });

  it('keeps a source identity through a chain of roles', async () => {
    await makeRole('r');
    await makeRole('next', {
      Condition: { StringEquals: { 'sts:SourceIdentity': 'alice' } },
    });
    const RoleArn = `arn:aws:iam::${HUB}:role/next`;
    const root = rootOf(aws, HUB).sts;
    const anonymous = await assume(root);
    expect(await outcomeOf(assume(anonymous.sts, { RoleArn }))).toBe(
      'AccessDenied',
    );
    const alice = await assume(root, { SourceIdentity: 'alice' });
    await assume(alice.sts, { RoleArn });
    expect(
      await outcomeOf(assume(alice.sts, { RoleArn, SourceIdentity: 'bob' })),
    ).toBe('AccessDenied');
  });

  it('joins the session policies it is given', async () => {
    await makeRole('r');
    const { events, iam } = await assume(rootOf(aws, HUB).sts, {
      PolicyArns: [
        { arn: 'arn:aws:iam::aws:policy/AmazonEventBridgeReadOnlyAccess' },
      ],
      Policy: policy({
        Effect: 'Deny',
        Action: 'events:DescribeRule',
        Resource: '*',
      }),
    });
    await events.send(new ListRulesCommand({}));
    expect(
      (await errorOf(iam.send(new ListRolesCommand({})))).message,
    ).toContain('because no session policy allows the iam:ListRoles action');
  });

  it.each([
    [
      { DurationSeconds: 899 },
      'Member must have value greater than or equal to 900',
    ],
    [
      { DurationSeconds: 43_201 },
      'Member must have value less than or equal to 43200',
    ],
    [
      { DurationSeconds: 3601 },
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    [
      { RoleSessionName: 'a b' },
      "Value 'a b' at 'roleSessionName' failed to satisfy constraint",
    ],
    [
      { SourceIdentity: 'a b' },
      "Value 'a b' at 'sourceIdentity' failed to satisfy constraint",
    ],
  ])('refuses %j', async (input, message) => {
    await makeRole('r');
    expect(await errorOf(assume(rootOf(aws, HUB).sts, input))).toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(message),
    });
  });

  it('gives a chain of roles an hour at most', async () => {
    await makeRole('r');
    const first = await assume(rootOf(aws, HUB).sts);
    expect(
      await errorOf(assume(first.sts, { DurationSeconds: 3601 })),
    ).toMatchObject({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    });
  });
});

describe('STS', () => {
  let aws: LocalAws;

  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.stop());

  it('tells whose an access key is', async () => {
    const { sts } = rootOf(aws, HUB);
    const { Credentials } = await rootOf(aws, PRODUCER).sts.send(
      new GetSessionTokenCommand({}),
    );
    const ask = (AccessKeyId = '') =>
      sts.send(new GetAccessKeyInfoCommand({ AccessKeyId }));
    expect((await ask(Credentials?.AccessKeyId)).Account).toBe(PRODUCER);
    expect((await ask('333333333333')).Account).toBe('333333333333');
    expect(await outcomeOf(ask('AKIAAAAAAAAAAAAAAAAA'))).toBe(
      'ValidationError',
    );
  });

  it('tells root and sessions who they are', async () => {
    const root = await rootOf(aws, HUB).sts.send(
      new GetCallerIdentityCommand({}),
    );
    expect(root).toMatchObject({
      Account: HUB,
      Arn: `arn:aws:iam::${HUB}:root`,
      UserId: HUB,
    });
    const { sts } = await actAs(aws, HUB, 'who', []);
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: `arn:aws:sts::${HUB}:assumed-role/who/test`,
    });
  });
});
