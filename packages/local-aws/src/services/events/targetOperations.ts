import type {
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse,
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutTargetsRequest,
  PutTargetsResponse,
  PutTargetsResultEntry,
  RemoveTargetsRequest,
  RemoveTargetsResponse,
  RemoveTargetsResultEntry,
  Target,
} from '@aws-sdk/client-eventbridge';
import { ruleArn } from '../../accounts';
import { Operation, operation } from '../../calls/operation';
import { eventsPage } from './checks';
import { limitExceeded, refuseManaged } from './errors';
import {
  findBus,
  findRule,
  passRoleAccess,
  referToBus,
  ruleAccess,
} from './find';
import { rulesOf } from './state';
import { targetProblem } from './targetRules';

const INJECTED = {
  ErrorCode: 'InternalException',
  ErrorMessage: 'An injected fault: the entry failed.',
};

const putTargets = operation<PutTargetsRequest, PutTargetsResponse>({
  access: (input, call) => [
    ruleAccess(call, 'PutTargets', input.Rule, input.EventBusName, {
      'events:TargetArn': input.Targets.map(({ Arn }) => Arn),
    }),
    ...input.Targets.flatMap(({ RoleArn }) => passRoleAccess(RoleArn)),
  ],
  run: (input, call) => {
    const { Targets } = input;
    const { rule, rules, bus } = findRule(call, input.Rule, input.EventBusName);
    refuseManaged(rule);
    for (const target of Targets) {
      const problem = targetProblem(target, bus, call.caller);
      if (problem) {
        throw problem;
      }
    }
    const ids = new Set([
      ...rule.targets.keys(),
      ...Targets.map(({ Id }) => Id),
    ]);
    if (ids.size > call.settings.quotas.targetsPerRule) {
      throw limitExceeded();
    }
    const put = new Map<string, Target>(rule.targets);
    const FailedEntries: PutTargetsResultEntry[] = [];
    for (const target of Targets) {
      if (call.entryFails?.()) {
        FailedEntries.push({ TargetId: target.Id, ...INJECTED });
      } else {
        put.set(target.Id, target);
      }
    }
    rules.set(rule.name, { ...rule, targets: put });
    return { FailedEntryCount: FailedEntries.length, FailedEntries };
  },
});

const removeTargets = operation<RemoveTargetsRequest, RemoveTargetsResponse>({
  access: ({ Rule, EventBusName }, call) =>
    ruleAccess(call, 'RemoveTargets', Rule, EventBusName),
  run: (input, call) => {
    const { rule, rules, bus } = findRule(call, input.Rule, input.EventBusName);
    if (!input.Force) {
      refuseManaged(rule);
    }
    const targets = new Map(rule.targets);
    const FailedEntries: RemoveTargetsResultEntry[] = [];
    for (const TargetId of input.Ids) {
      if (call.entryFails?.()) {
        FailedEntries.push({ TargetId, ...INJECTED });
      } else if (!targets.delete(TargetId)) {
        FailedEntries.push({
          TargetId,
          ErrorCode: 'ResourceNotFoundException',
          ErrorMessage: `Rule ${rule.name} on event bus ${bus.name} has no target ${TargetId}.`,
        });
      }
    }
    rules.set(rule.name, { ...rule, targets });
    return { FailedEntryCount: FailedEntries.length, FailedEntries };
  },
});

const listTargetsByRule = operation<
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse
>({
  access: ({ Rule, EventBusName }, call) =>
    ruleAccess(call, 'ListTargetsByRule', Rule, EventBusName),
  run: (input, call) => {
    const { rule } = findRule(call, input.Rule, input.EventBusName);
    const { items, nextToken } = eventsPage(
      rule.targets.values(),
      target => target.Id ?? '',
      input,
    );
    return { Targets: items, NextToken: nextToken };
  },
});

const listRuleNamesByTarget = operation<
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse
>({
  access: ({ EventBusName }, call) => {
    const reference = referToBus(call, EventBusName);
    return {
      action: 'events:ListRuleNamesByTarget',
      resourceArn: ruleArn(reference, reference.name, '*'),
      resourceAccount: reference.account,
      resourcePolicy: reference.bus?.policy,
    };
  },
  run: (input, call) => {
    const bus = findBus(call, input.EventBusName);
    const names = [...rulesOf(call.accounts, bus).values()]
      .filter(({ targets }) =>
        [...targets.values()].some(({ Arn }) => Arn === input.TargetArn),
      )
      .map(({ name }) => name);
    const { items, nextToken } = eventsPage(names, name => name, input);
    return { RuleNames: items, NextToken: nextToken };
  },
});

export const targetOperations: [string, Operation][] = [
  ['PutTargets', putTargets],
  ['RemoveTargets', removeTargets],
  ['ListTargetsByRule', listTargetsByRule],
  ['ListRuleNamesByTarget', listRuleNamesByTarget],
];
