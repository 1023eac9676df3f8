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
import { parseArn, ruleArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { parseJsonPath } from '../../delivery/jsonPath';
import { Checked } from '../../wire/model';
import { eventsPage } from './checks';
import { invalid, limitExceeded, refuseManaged } from './errors';
import {
  findBus,
  findRule,
  passRoleAccess,
  referToBus,
  ruleAccess,
} from './find';
import { EventBus, rulesOf } from './state';

const INJECTED = {
  ErrorCode: 'InternalException',
  ErrorMessage: 'An injected fault: the entry failed.',
};

function inputsOf(target: Checked<Target>): string[] {
  const inputs = ['Input', 'InputPath', 'InputTransformer'] as const;
  return inputs.filter(name => target[name] !== undefined);
}

/** What is wrong with a target, if anything. */
function checkTarget(
  target: Checked<Target>,
  bus: EventBus,
  call: Call,
): string | undefined {
  const arn = parseArn(target.Arn);
  if (!arn) {
    return `Parameter ${target.Arn} is not valid. Reason: Provided Arn is not in correct format.`;
  }
  const inputs = inputsOf(target);
  if (inputs.length > 1) {
    return `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`;
  }
  if (arn.service === 'events' && arn.resource.startsWith('event-bus/')) {
    if (target.Arn === bus.arn) {
      return `Target ${target.Id} is the event bus of the rule itself.`;
    }
    if (arn.account !== bus.account && inputs.length > 0) {
      return `${inputs[0]} is not available for target ${target.Id}: it is an event bus in another account.`;
    }
  }
  const paths = [
    ...(target.InputPath === undefined ? [] : [target.InputPath]),
    ...Object.values(target.InputTransformer?.InputPathsMap ?? {}),
  ];
  const badPath = paths.find(path => parseJsonPath(path) === undefined);
  if (badPath !== undefined) {
    return `Invalid JSON path "${badPath}" for target ${target.Id}.`;
  }
  const roleAccount = target.RoleArn && parseArn(target.RoleArn)?.account;
  if (roleAccount && roleAccount !== call.caller.account) {
    return 'Cross-account pass role is not allowed.';
  }
  return undefined;
}

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
      const problem = checkTarget(target, bus, call);
      if (problem) {
        throw invalid(problem);
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
