import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import {
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  clientsWith,
  errorOf,
  HUB,
  outcomeOf,
  policy,
  rootOf,
} from '../../__testUtils__/clients';

const listRules = policy({
  Effect: 'Allow',
  Action: 'events:ListRules',
  Resource: '*',
});
const USER = `arn:aws:iam::${HUB}:user/u`;

describe('users', () => {
  let aws: LocalAws;
  let iam: Clients['iam'];

  beforeEach(async () => {
    aws = await startLocalAws();
    iam = rootOf(aws, HUB).iam;
    await iam.send(new CreateUserCommand({ UserName: 'u' }));
  });
  afterEach(() => aws.stop());

  /** Clients that act as the user, with a new key. */
  async function actAsUser() {
    const { AccessKey } = await iam.send(
      new CreateAccessKeyCommand({ UserName: 'u' }),
    );
    const accessKeyId = AccessKey?.AccessKeyId ?? '';
    const secretAccessKey = AccessKey?.SecretAccessKey ?? '';
    return {
      accessKeyId,
      ...clientsWith(aws, { accessKeyId, secretAccessKey }),
    };
  }
  const allow = (PolicyDocument = listRules) =>
    iam.send(
      new PutUserPolicyCommand({
        UserName: 'u',
        PolicyName: 'p',
        PolicyDocument,
      }),
    );

  it('are created, listed and deleted', async () => {
    const { User } = await iam.send(new GetUserCommand({ UserName: 'u' }));
    expect(User).toMatchObject({
      Arn: USER,
      Path: '/',
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
    });
    expect(
      await errorOf(iam.send(new CreateUserCommand({ UserName: 'U' }))),
    ).toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'User with name U already exists.',
    });
    const { Users } = await iam.send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['u']);
    await iam.send(new DeleteUserCommand({ UserName: 'u' }));
    expect(
      await errorOf(iam.send(new GetUserCommand({ UserName: 'u' }))),
    ).toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name u cannot be found.',
    });
  });

  it('act with their keys, which are at most two', async () => {
    const user = await actAsUser();
    expect(user.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(await user.sts.send(new GetCallerIdentityCommand({}))).toMatchObject(
      { Account: HUB, Arn: USER, UserId: expect.stringMatching(/^AIDA/) },
    );
    await actAsUser();
    expect(await errorOf(actAsUser())).toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
    const { AccessKeyMetadata } = await iam.send(
      new ListAccessKeysCommand({ UserName: 'u' }),
    );
    expect(AccessKeyMetadata).toHaveLength(2);
    expect(AccessKeyMetadata?.[0]).not.toHaveProperty('SecretAccessKey');
  });

  it('do not act with keys that are inactive or gone', async () => {
    const user = await actAsUser();
    const who = () =>
      outcomeOf(user.sts.send(new GetCallerIdentityCommand({})));
    const set = (Status: 'Active' | 'Inactive') =>
      iam.send(
        new UpdateAccessKeyCommand({
          UserName: 'u',
          AccessKeyId: user.accessKeyId,
          Status,
        }),
      );
    await set('Inactive');
    expect(await who()).toBe('InvalidClientTokenId');
    await set('Active');
    expect(await who()).toBe('allowed');
    expect(
      await errorOf(iam.send(new DeleteUserCommand({ UserName: 'u' }))),
    ).toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must delete access keys first.',
    });
    await iam.send(
      new DeleteAccessKeyCommand({
        UserName: 'u',
        AccessKeyId: user.accessKeyId,
      }),
    );
    expect(await who()).toBe('InvalidClientTokenId');
    await iam.send(new DeleteUserCommand({ UserName: 'u' }));
  });

  it('may what their inline policies allow', async () => {
    const { events } = await actAsUser();
    const list = () => events.send(new ListRulesCommand({}));
    expect((await errorOf(list())).message).toBe(
      `User: ${USER} is not authorized to perform: events:ListRules on resource: arn:aws:events:eu-west-1:${HUB}:rule/* because no identity-based policy allows the events:ListRules action`,
    );
    await allow();
    await list();
    const { PolicyNames } = await iam.send(
      new ListUserPoliciesCommand({ UserName: 'u' }),
    );
    expect(PolicyNames).toEqual(['p']);
    const { PolicyDocument } = await iam.send(
      new GetUserPolicyCommand({ UserName: 'u', PolicyName: 'p' }),
    );
    expect(decodeURIComponent(PolicyDocument ?? '')).toBe(listRules);
    await iam.send(
      new DeleteUserPolicyCommand({ UserName: 'u', PolicyName: 'p' }),
    );
    expect(await outcomeOf(list())).toBe('AccessDeniedException');
  });

  it('may what attached policies allow, inside their boundary', async () => {
    const { events } = await actAsUser();
    const list = () => outcomeOf(events.send(new ListRulesCommand({})));
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonEventBridgeReadOnlyAccess';
    await iam.send(new AttachUserPolicyCommand({ UserName: 'u', PolicyArn }));
    expect(await list()).toBe('allowed');
    const { AttachedPolicies } = await iam.send(
      new ListAttachedUserPoliciesCommand({ UserName: 'u' }),
    );
    expect(AttachedPolicies?.map(p => p.PolicyArn)).toEqual([PolicyArn]);
    await iam.send(
      new PutUserPermissionsBoundaryCommand({
        UserName: 'u',
        PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonSQSFullAccess',
      }),
    );
    expect(await list()).toBe('AccessDeniedException');
    await iam.send(new DetachUserPolicyCommand({ UserName: 'u', PolicyArn }));
  });

  it('know themselves', async () => {
    const user = await actAsUser();
    await allow(
      policy({
        Effect: 'Allow',
        Action: 'iam:GetUser',
        Resource: `arn:aws:iam::${HUB}:user/\${aws:username}`,
      }),
    );
    const { User } = await user.iam.send(new GetUserCommand({}));
    expect(User?.Arn).toBe(USER);
    await iam.send(new CreateUserCommand({ UserName: 'other' }));
    expect(
      await outcomeOf(user.iam.send(new GetUserCommand({ UserName: 'other' }))),
    ).toBe('AccessDenied');
  });

  it('act with the credentials of GetSessionToken as themselves', async () => {
    const user = await actAsUser();
    await allow();
    const { Credentials } = await user.sts.send(new GetSessionTokenCommand({}));
    const session = clientsWith(aws, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    });
    const { Arn } = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(USER);
    await session.events.send(new ListRulesCommand({}));
    expect(
      await errorOf(session.sts.send(new GetSessionTokenCommand({}))),
    ).toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
    });
  });
});
