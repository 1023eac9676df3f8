import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeRole,
  policy,
  PRODUCER,
  rootOf,
} from '../../__testUtils__/clients';

const trust = (Principal: object | string, Condition?: object) =>
  policy({
    Effect: 'Allow',
    Principal,
    Action: 'sts:AssumeRole',
    ...(Condition && { Condition }),
  });

describe('IAM and STS', () => {
  let aws: LocalAws;
  let iam: Clients['iam'];

  beforeEach(async () => {
    aws = await startLocalAws();
    iam = rootOf(aws, HUB).iam;
  });
  afterEach(() => aws.stop());

  const create = (RoleName: string, document = trust({ AWS: HUB })) =>
    iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: document,
        Tags: [{ Key: 'owner', Value: 'platform' }],
      }),
    );

  it('keeps roles', async () => {
    const { Role } = await create('r');
    expect(Role).toMatchObject({
      RoleName: 'r',
      Arn: `arn:aws:iam::${HUB}:role/r`,
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      CreateDate: expect.any(Date),
      MaxSessionDuration: 3600,
    });
    expect(await errorOf(create('R'))).toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name R already exists.',
    });
    await iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'r',
        PolicyDocument: trust({ Service: 'events.amazonaws.com' }),
      }),
    );
    const described = await iam.send(new GetRoleCommand({ RoleName: 'r' }));
    expect(
      decodeURIComponent(described.Role?.AssumeRolePolicyDocument ?? ''),
    ).toBe(trust({ Service: 'events.amazonaws.com' }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'r' }));
    expect(
      await errorOf(iam.send(new GetRoleCommand({ RoleName: 'r' }))),
    ).toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name r cannot be found.',
    });
  });

  it('keeps a role’s policies, which must go before the role', async () => {
    await create('r');
    const document = policy({
      Effect: 'Allow',
      Action: 'events:*',
      Resource: '*',
    });
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'r',
        PolicyName: 'p',
        PolicyDocument: document,
      }),
    );
    const { PolicyNames } = await iam.send(
      new ListRolePoliciesCommand({ RoleName: 'r' }),
    );
    expect(PolicyNames).toEqual(['p']);
    const { PolicyDocument } = await iam.send(
      new GetRolePolicyCommand({ RoleName: 'r', PolicyName: 'p' }),
    );
    expect(decodeURIComponent(PolicyDocument ?? '')).toBe(document);
    const { AttachedPolicies } = await iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName: 'r' }),
    );
    expect(AttachedPolicies ?? []).toEqual([]);
    expect(
      await errorOf(iam.send(new DeleteRoleCommand({ RoleName: 'r' }))),
    ).toMatchObject({ name: 'DeleteConflictException' });
    await iam.send(
      new DeleteRolePolicyCommand({ RoleName: 'r', PolicyName: 'p' }),
    );
    expect(
      await errorOf(
        iam.send(new GetRolePolicyCommand({ RoleName: 'r', PolicyName: 'p' })),
      ),
    ).toMatchObject({ name: 'NoSuchEntityException' });
    await iam.send(new DeleteRoleCommand({ RoleName: 'r' }));
  });

  it('lists roles in pages', async () => {
    for (const name of ['c', 'a', 'b']) {
      await create(name);
    }
    const first = await iam.send(new ListRolesCommand({ MaxItems: 2 }));
    expect(first.Roles?.map(role => role.RoleName)).toEqual(['a', 'b']);
    expect(first.IsTruncated).toBe(true);
    const second = await iam.send(
      new ListRolesCommand({ MaxItems: 2, Marker: first.Marker }),
    );
    expect(second.Roles?.map(role => role.RoleName)).toEqual(['c']);
    expect(second.IsTruncated).toBe(false);
  });

  it('tags roles', async () => {
    await create('r');
    await iam.send(
      new TagRoleCommand({ RoleName: 'r', Tags: [{ Key: 'k', Value: 'v' }] }),
    );
    await iam.send(new UntagRoleCommand({ RoleName: 'r', TagKeys: ['owner'] }));
    const { Tags } = await iam.send(new ListRoleTagsCommand({ RoleName: 'r' }));
    expect(Tags).toEqual([{ Key: 'k', Value: 'v' }]);
  });

  it.each([
    ['is not JSON', '{', 'This policy contains invalid Json ('],
    [
      'has no principal',
      policy({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
      'Missing required field Principal (Statement[0] has no Principal)',
    ],
    [
      'names a resource',
      policy({
        Effect: 'Allow',
        Principal: { AWS: HUB },
        Action: 'sts:AssumeRole',
        Resource: '*',
      }),
      'Has prohibited field Resource (',
    ],
    ['names nobody', trust({ AWS: 'me' }), 'Invalid principal in policy'],
  ])('refuses a trust policy that %s', async (_, document, message) => {
    expect(await errorOf(create('r', document))).toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['is not JSON', '{', 'Syntax errors in policy. ('],
    [
      'does nothing',
      policy({ Effect: 'Allow', Resource: '*' }),
      'Policy statement must contain actions. (',
    ],
    [
      'is about nothing',
      policy({ Effect: 'Allow', Action: 'sqs:*' }),
      'Policy statement must contain resources. (',
    ],
    [
      'names no service',
      policy({ Effect: 'Allow', Action: 'SendMessage', Resource: '*' }),
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. (',
    ],
    [
      'is about no ARN',
      policy({ Effect: 'Allow', Action: 'sqs:*', Resource: 'orders' }),
      'Resource orders must be in ARN format or "*". (',
    ],
    [
      'names whom it is for',
      policy({
        Effect: 'Allow',
        Action: 'sqs:*',
        Resource: '*',
        Principal: '*',
      }),
      'Policy document should not specify a principal. (',
    ],
    [
      'is wrong in many ways',
      policy({ Effect: 'allow', Action: 'Put', Resource: '*' }),
      'Syntax errors in policy. (Statement[0].Effect must be "Allow" or "Deny"; Statement[0].Action "Put" must look',
    ],
  ])('refuses an identity policy that %s', async (_, document, message) => {
    await create('r');
    const put = new PutRolePolicyCommand({
      RoleName: 'r',
      PolicyName: 'p',
      PolicyDocument: document,
    });
    expect(await errorOf(iam.send(put))).toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: expect.stringContaining(message),
    });
  });

  describe('AssumeRole', () => {
    it('gives credentials that act as the role', async () => {
      const { sts } = await actAs(aws, HUB, 'r', []);
      const identity = await sts.send(new GetCallerIdentityCommand({}));
      expect(identity).toMatchObject({
        Account: HUB,
        Arn: `arn:aws:sts::${HUB}:assumed-role/r/test`,
        UserId: expect.stringMatching(/^AROA.*:test$/),
      });
    });

    const inHub = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: `arn:aws:iam::${HUB}:role/r`,
    };
    const producer = `arn:aws:iam::${PRODUCER}:role/service`;
    const noIdentity = 'no identity-based policy';
    const noTrust = 'no role trust policy';

    it.each([
      ['its account, and may', [inHub], { AWS: PRODUCER }, undefined],
      ['its role, and may', [inHub], { AWS: producer }, undefined],
      ['everybody, and may', [inHub], '*', undefined],
      ['its account, but may not', [], { AWS: PRODUCER }, noIdentity],
      ['another account', [inHub], { AWS: CONSUMER }, noTrust],
      ['a service only', [inHub], { Service: 'events.amazonaws.com' }, noTrust],
    ])(
      'lets in a caller whose role trusts %s',
      async (_, may, principal, refusal) => {
        await create('r', trust(principal));
        const { sts } = await actAs(aws, PRODUCER, 'service', may);
        const call = sts.send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${HUB}:role/r`,
            RoleSessionName: 'test',
          }),
        );
        const outcome = await call.then(
          ({ AssumedRoleUser }) => AssumedRoleUser?.Arn,
          (error: Error) => `${error.name}: ${error.message}`,
        );
        expect(outcome).toMatch(
          refusal === undefined
            ? `arn:aws:sts::${HUB}:assumed-role/r/test`
            : new RegExp(`^AccessDenied: .* because ${refusal} allows`),
        );
      },
    );

    it('in one account needs the trust, whatever the caller may', async () => {
      await create('r', trust({ Service: 'events.amazonaws.com' }));
      const { sts } = await actAs(aws, HUB, 'admin', [
        { Effect: 'Allow', Action: '*', Resource: '*' },
      ]);
      const error = await errorOf(
        sts.send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${HUB}:role/r`,
            RoleSessionName: 'test',
          }),
        ),
      );
      expect(error.message).toContain(noTrust);
    });

    it('heeds an external id', async () => {
      await create(
        'r',
        trust({ AWS: PRODUCER }, { StringEquals: { 'sts:ExternalId': '42' } }),
      );
      const call = (ExternalId?: string) =>
        rootOf(aws, PRODUCER).sts.send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${HUB}:role/r`,
            RoleSessionName: 'test',
            ExternalId,
          }),
        );
      await call('42');
      expect((await errorOf(call())).name).toBe('AccessDenied');
    });

    it('says no about roles that are not there', async () => {
      const error = await errorOf(
        rootOf(aws, HUB).sts.send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${HUB}:role/none`,
            RoleSessionName: 'test',
          }),
        ),
      );
      expect(error.name).toBe('AccessDenied');
    });

    it('keeps to the role’s longest session', async () => {
      const RoleArn = await makeRole(aws, HUB, 'r', {
        trusts: { AWS: HUB },
        may: [],
      });
      const error = await errorOf(
        rootOf(aws, HUB).sts.send(
          new AssumeRoleCommand({
            RoleArn,
            RoleSessionName: 'test',
            DurationSeconds: 7200,
          }),
        ),
      );
      expect(error.name).toBe('ValidationError');
    });
  });
});
