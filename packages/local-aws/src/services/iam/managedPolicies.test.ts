import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from '@aws-sdk/client-iam';
import { ListRulesCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import {
  assume,
  Clients,
  errorOf,
  HUB,
  outcomeOf,
  policy,
  PRODUCER,
  rootOf,
} from '../../__testUtils__/clients';

const may = (Action: string) =>
  policy({ Effect: 'Allow', Action, Resource: '*' });
const ARN = `arn:aws:iam::${HUB}:policy/p`;
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

describe('managed policies', () => {
  let aws: LocalAws;
  let iam: Clients['iam'];

  beforeEach(async () => {
    aws = await startLocalAws();
    iam = rootOf(aws, HUB).iam;
  });
  afterEach(() => aws.stop());

  const create = (PolicyName = 'p', Action = 'events:List*') =>
    iam.send(
      new CreatePolicyCommand({ PolicyName, PolicyDocument: may(Action) }),
    );
  const createRole = (RoleName = 'r') =>
    iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Principal: { AWS: HUB },
          Action: 'sts:AssumeRole',
        }),
      }),
    );
  const attach = (PolicyArn: string, RoleName = 'r') =>
    iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

  it('are created, described and deleted', async () => {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'p',
        Path: '/team/',
        Description: 'Lists',
        PolicyDocument: may('events:List*'),
        Tags: [{ Key: 'team', Value: 'a' }],
      }),
    );
    const arn = `arn:aws:iam::${HUB}:policy/team/p`;
    expect(Policy).toMatchObject({
      Arn: arn,
      PolicyName: 'p',
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Path: '/team/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      IsAttachable: true,
    });
    const described = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    expect(described.Policy).toMatchObject({
      Description: 'Lists',
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    await iam.send(new DeletePolicyCommand({ PolicyArn: arn }));
    expect(
      await errorOf(iam.send(new GetPolicyCommand({ PolicyArn: arn }))),
    ).toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${arn} was not found.`,
    });
  });

  it.each([
    [
      'a name that is taken',
      'P',
      'EntityAlreadyExistsException',
      'A policy called P already exists. Duplicate names are not allowed.',
    ],
    [
      'a name with a space',
      'a b',
      'ValidationError',
      "Value 'a b' at 'policyName' failed to satisfy constraint",
    ],
  ])('refuse %s', async (_, name, code, message) => {
    await create('p');
    expect(await errorOf(create(name))).toMatchObject({
      name: code,
      message: expect.stringContaining(message),
    });
  });

  it('have up to five versions, of which one counts', async () => {
    await create();
    const version = (SetAsDefault: boolean) =>
      iam.send(
        new CreatePolicyVersionCommand({
          PolicyArn: ARN,
          PolicyDocument: may('events:*'),
          SetAsDefault,
        }),
      );
    expect((await version(true)).PolicyVersion).toMatchObject({
      VersionId: 'v2',
      IsDefaultVersion: true,
    });
    await version(false);
    await version(false);
    await version(false);
    expect(await errorOf(version(false))).toMatchObject({
      name: 'LimitExceededException',
      message:
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    });
    const remove = (VersionId: string) =>
      iam.send(new DeletePolicyVersionCommand({ PolicyArn: ARN, VersionId }));
    expect(await errorOf(remove('v2'))).toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete the default version of a policy.',
    });
    await remove('v5');
    // Numbers are not used again.
    expect((await version(false)).PolicyVersion?.VersionId).toBe('v6');
    const { Versions } = await iam.send(
      new ListPolicyVersionsCommand({ PolicyArn: ARN }),
    );
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual([
      'v6',
      'v4',
      'v3',
      'v2',
      'v1',
    ]);
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' }),
    );
    expect(PolicyVersion?.IsDefaultVersion).toBe(false);
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(
      may('events:List*'),
    );
    expect(
      await errorOf(
        iam.send(
          new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v5' }),
        ),
      ),
    ).toMatchObject({ name: 'NoSuchEntityException' });
    expect(
      await errorOf(iam.send(new DeletePolicyCommand({ PolicyArn: ARN }))),
    ).toMatchObject({
      name: 'DeleteConflictException',
      message: expect.stringContaining('more than one version'),
    });
  });

  it('count in the version that is the default', async () => {
    await create('p', 'events:ListRules');
    await createRole();
    await attach(ARN);
    const { events } = await assume(aws, `arn:aws:iam::${HUB}:role/r`);
    const list = () => outcomeOf(events.send(new ListRulesCommand({})));
    expect(await list()).toBe('allowed');
    await iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: ARN,
        PolicyDocument: may('events:PutRule'),
        SetAsDefault: true,
      }),
    );
    expect(await list()).toBe('AccessDeniedException');
    await iam.send(
      new SetDefaultPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' }),
    );
    expect(await list()).toBe('allowed');
  });

  it('are attached to roles and users, and hold on to them', async () => {
    await create();
    await createRole();
    await iam.send(new CreateUserCommand({ UserName: 'u' }));
    await attach(ARN);
    await attach(ARN);
    await attach(ADMIN);
    await iam.send(
      new AttachUserPolicyCommand({ UserName: 'u', PolicyArn: ARN }),
    );
    const { AttachedPolicies } = await iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName: 'r' }),
    );
    expect(AttachedPolicies).toEqual([
      { PolicyName: 'p', PolicyArn: ARN },
      { PolicyName: 'AdministratorAccess', PolicyArn: ADMIN },
    ]);
    const entities = await iam.send(
      new ListEntitiesForPolicyCommand({ PolicyArn: ARN }),
    );
    expect(entities).toMatchObject({
      PolicyRoles: [{ RoleName: 'r' }],
      PolicyUsers: [{ UserName: 'u' }],
    });
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: ARN }));
    expect(Policy?.AttachmentCount).toBe(2);
    expect(
      await errorOf(iam.send(new DeletePolicyCommand({ PolicyArn: ARN }))),
    ).toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete a policy attached to entities.',
    });
    expect(
      await errorOf(iam.send(new DeleteRoleCommand({ RoleName: 'r' }))),
    ).toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must detach all policies first.',
    });
    const detach = () =>
      iam.send(new DetachRolePolicyCommand({ RoleName: 'r', PolicyArn: ARN }));
    await detach();
    expect(await errorOf(detach())).toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${ARN} was not found.`,
    });
  });

  it.each([
    [
      'is not there',
      `arn:aws:iam::${HUB}:policy/none`,
      'NoSuchEntityException',
    ],
    [
      'is another account’s',
      `arn:aws:iam::${PRODUCER}:policy/p`,
      'NoSuchEntityException',
    ],
    [
      'AWS does not have',
      'arn:aws:iam::aws:policy/None',
      'NoSuchEntityException',
    ],
    ['has no ARN', 'p', 'ValidationError'],
  ])('cannot be attached when the policy %s', async (_, arn, code) => {
    await rootOf(aws, PRODUCER).iam.send(
      new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: may('*') }),
    );
    await createRole();
    expect((await errorOf(attach(arn))).name).toBe(code);
  });

  it('are at most ten to a role', async () => {
    await createRole();
    for (let i = 0; i < 11; i++) {
      await create(`p${i}`);
    }
    for (let i = 0; i < 10; i++) {
      await attach(`arn:aws:iam::${HUB}:policy/p${i}`);
    }
    expect(
      await errorOf(attach(`arn:aws:iam::${HUB}:policy/p10`)),
    ).toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PoliciesPerRole: 10',
    });
  });

  it('are listed by scope, path and use', async () => {
    await create('used');
    await create('idle');
    await createRole();
    await attach(`arn:aws:iam::${HUB}:policy/used`);
    const names = async (input: object) =>
      (await iam.send(new ListPoliciesCommand(input))).Policies?.map(
        ({ PolicyName }) => PolicyName,
      );
    expect(await names({ Scope: 'Local' })).toEqual(['idle', 'used']);
    expect(await names({ OnlyAttached: true })).toEqual(['used']);
    expect(await names({ Scope: 'AWS' })).toContain('AdministratorAccess');
    expect(await names({ Scope: 'AWS' })).not.toContain('used');
    expect(await names({ PathPrefix: '/none/' })).toEqual([]);
    const page = await iam.send(
      new ListPoliciesCommand({ Scope: 'Local', MaxItems: 1 }),
    );
    expect(page.IsTruncated).toBe(true);
    expect(await names({ Scope: 'Local', Marker: page.Marker })).toEqual([
      'used',
    ]);
  });

  it('are tagged', async () => {
    await create();
    await iam.send(
      new TagPolicyCommand({
        PolicyArn: ARN,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await iam.send(new UntagPolicyCommand({ PolicyArn: ARN, TagKeys: ['a'] }));
    const { Tags } = await iam.send(
      new ListPolicyTagsCommand({ PolicyArn: ARN }),
    );
    expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
  });

  it('of AWS allow what they say', async () => {
    await createRole('reader');
    await createRole('admin');
    await attach(
      'arn:aws:iam::aws:policy/AmazonEventBridgeReadOnlyAccess',
      'reader',
    );
    await attach(
      'arn:aws:iam::aws:policy/AmazonEventBridgeFullAccess',
      'admin',
    );
    const outcomes = async (name: string) => {
      const { events } = await assume(aws, `arn:aws:iam::${HUB}:role/${name}`);
      const put = new PutRuleCommand({
        Name: name,
        EventPattern: '{"source":["a"]}',
      });
      return [
        await outcomeOf(events.send(new ListRulesCommand({}))),
        await outcomeOf(events.send(put)),
      ];
    };
    expect(await outcomes('reader')).toEqual([
      'allowed',
      'AccessDeniedException',
    ]);
    expect(await outcomes('admin')).toEqual(['allowed', 'allowed']);
  });

  it('bound what a role may', async () => {
    await create('p', 'events:List*');
    await createRole();
    await attach(ADMIN);
    const bound = (PermissionsBoundary: string) =>
      iam.send(
        new PutRolePermissionsBoundaryCommand({
          RoleName: 'r',
          PermissionsBoundary,
        }),
      );
    expect(await errorOf(bound(`${ARN}2`))).toMatchObject({
      name: 'NoSuchEntityException',
      message: `Scope ARN: ${ARN}2 does not exist or is not attachable.`,
    });
    await bound(ARN);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }));
    expect(Role?.PermissionsBoundary).toEqual({
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: ARN,
    });
    const { events } = await assume(aws, `arn:aws:iam::${HUB}:role/r`);
    const put = () =>
      events.send(
        new PutRuleCommand({ Name: 'x', EventPattern: '{"source":["a"]}' }),
      );
    await events.send(new ListRulesCommand({}));
    expect((await errorOf(put())).message).toBe(
      `User: arn:aws:sts::${HUB}:assumed-role/r/test is not authorized to perform: events:PutRule on resource: arn:aws:events:eu-west-1:${HUB}:rule/x because no permissions boundary allows the events:PutRule action`,
    );
    expect(
      await errorOf(iam.send(new DeletePolicyCommand({ PolicyArn: ARN }))),
    ).toMatchObject({ name: 'DeleteConflictException' });
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'r' }));
    await put();
  });
});
