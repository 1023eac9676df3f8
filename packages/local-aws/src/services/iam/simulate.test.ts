import {
  CreateUserCommand,
  PutUserPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { LocalAws, startLocalAws } from '../../server';
import { errorOf, HUB, policy, rootOf } from '../../__testUtils__/clients';

const QUEUE = `arn:aws:sqs:eu-west-1:${HUB}:q`;
const allow = (Action: string, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});

describe('SimulatePrincipalPolicy', () => {
  let aws: LocalAws;

  beforeAll(async () => {
    aws = await startLocalAws();
    const { iam } = rootOf(aws, HUB);
    await iam.send(new CreateUserCommand({ UserName: 'u' }));
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'u',
        PolicyName: 'p',
        PolicyDocument: policy(
          allow('sqs:*', { Resource: QUEUE }),
          { ...allow('sqs:DeleteQueue'), Effect: 'Deny' },
          allow('events:PutEvents', {
            Condition: { StringEquals: { 'events:source': 'orders' } },
          }),
        ),
      }),
    );
  });
  afterAll(() => aws.stop());

  const source = [
    {
      ContextKeyName: 'events:source',
      ContextKeyType: 'string' as const,
      ContextKeyValues: ['orders'],
    },
  ];

  it.each([
    ['sqs:SendMessage', { ResourceArns: [QUEUE] }, ['allowed']],
    ['sqs:SendMessage', {}, ['implicitDeny']],
    [
      'sqs:SendMessage',
      { ResourceArns: [QUEUE, `${QUEUE}2`] },
      ['allowed', 'implicitDeny'],
    ],
    ['sqs:DeleteQueue', { ResourceArns: [QUEUE] }, ['explicitDeny']],
    ['events:PutEvents', {}, ['implicitDeny']],
    ['events:PutEvents', { ContextEntries: source }, ['allowed']],
    ['iam:GetUser', {}, ['implicitDeny']],
    [
      'iam:GetUser',
      { PolicyInputList: [policy(allow('iam:Get*'))] },
      ['allowed'],
    ],
    [
      'sqs:SendMessage',
      {
        ResourceArns: [QUEUE],
        PermissionsBoundaryPolicyInputList: [policy(allow('events:*'))],
      },
      ['implicitDeny'],
    ],
  ])('decides %s with %j', async (action, more, expected) => {
    const { EvaluationResults } = await rootOf(aws, HUB).iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::${HUB}:user/u`,
        ActionNames: [action],
        ...more,
      }),
    );
    expect(EvaluationResults?.map(result => result.EvalDecision)).toEqual(
      expected,
    );
  });

  it('knows only users and roles that are there', async () => {
    const call = rootOf(aws, HUB).iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: `arn:aws:iam::${HUB}:user/none`,
        ActionNames: ['sqs:SendMessage'],
      }),
    );
    expect((await errorOf(call)).name).toBe('NoSuchEntityException');
  });
});
