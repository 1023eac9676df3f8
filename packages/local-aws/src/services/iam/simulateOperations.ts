import type {
  EvaluationResult,
  SimulatePrincipalPolicyRequest,
  SimulatePolicyResponse,
} from '@aws-sdk/client-iam';
import { Call, Operation, operation } from '../../calls/operation';
import { Decision, evaluate, joinPolicies, Principal } from '../../policies';
import { Checked } from '../../wire/model';
import { noSuchEntity } from './checks';
import { readPolicy } from './documents';
import { principalPolicies } from './principalPolicies';
import { findRole, findUser } from './state';

/** The user, or a session of the role, whose policies are tried. */
function simulated({ accounts, caller }: Call, arn: string): Principal {
  const { account } = caller;
  if (arn.split(':')[4] === account) {
    if (findUser(accounts, arn)) {
      return { kind: 'user', account, arn };
    }
    const role = findRole(accounts, arn);
    if (role) {
      const sessionArn = `arn:aws:sts::${account}:assumed-role/${role.name}/simulation`;
      return { kind: 'session', account, arn: sessionArn, roleArn: arn };
    }
  }
  throw noSuchEntity(`The entity with ARN ${arn} cannot be found.`);
}

function decisionWord(decision: Decision): EvaluationResult['EvalDecision'] {
  if (decision.isAllowed) {
    return 'allowed';
  }
  return decision.because === 'explicit deny' ? 'explicitDeny' : 'implicitDeny';
}

function joined(texts: readonly string[] | undefined) {
  return texts === undefined
    ? undefined
    : joinPolicies(texts.map(text => readPolicy(text, 'identity').policy));
}

/** The context is what the request says it is: nothing is known of a call. */
function contextOf(input: Checked<SimulatePrincipalPolicyRequest>) {
  return new Map(
    (input.ContextEntries ?? []).map(entry => [
      (entry.ContextKeyName ?? '').toLowerCase(),
      entry.ContextKeyValues ?? [],
    ]),
  );
}

const simulatePrincipalPolicy = operation<
  SimulatePrincipalPolicyRequest,
  SimulatePolicyResponse
>({
  access: ({ PolicySourceArn }) => ({
    action: 'iam:SimulatePrincipalPolicy',
    resourceArn: PolicySourceArn,
  }),
  run: (input, call) => {
    const principal = simulated(call, input.PolicySourceArn);
    const own = principalPolicies(call.accounts, principal);
    const more = joined(input.PolicyInputList);
    const policies = {
      identity: more ? [...own.identity, more] : own.identity,
      boundary:
        joined(input.PermissionsBoundaryPolicyInputList) ?? own.boundary,
    };
    const context = contextOf(input);
    const EvaluationResults = input.ActionNames.flatMap(action =>
      (input.ResourceArns ?? ['*']).map((resourceArn): EvaluationResult => {
        const decision = evaluate(
          {
            principal,
            action,
            resourceArn,
            resourceAccount: call.caller.account,
            context,
          },
          policies,
        );
        return {
          EvalActionName: action,
          EvalResourceName: resourceArn,
          EvalDecision: decisionWord(decision),
          MatchedStatements: [],
          MissingContextValues: [],
        };
      }),
    );
    return { EvaluationResults, IsTruncated: false };
  },
});

export const simulateOperations: [string, Operation][] = [
  ['SimulatePrincipalPolicy', simulatePrincipalPolicy],
];
