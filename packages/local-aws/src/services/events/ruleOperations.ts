import type {
  DeleteRuleRequest,
  DescribeRuleRequest,
  DescribeRuleResponse,
  DisableRuleRequest,
  EnableRuleRequest,
  ListRulesRequest,
  ListRulesResponse,
  PutRuleRequest,
  PutRuleResponse,
  RuleState,
} from '@aws-sdk/client-eventbridge';
import { ruleArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { Checked } from '../../wire/model';
import { tagsFromList } from '../tags';
import { eventsTablePage } from './checks';
import { invalid, refuseManaged } from './errors';
import {
  findBus,
  findRule,
  passRoleAccess,
  referToBus,
  ruleAccess,
} from './find';
import { patternKeys, readPattern, usesWildcard } from './pattern';
import { checkRuleQuota, checkWildcardQuota } from './ruleQuota';
import { parseSchedule } from './scheduleExpression';
import { armSchedule, disarmSchedule } from './schedules';
import { EventBus, Rule, rulesOf } from './state';

function checkPutRule(
  input: Checked<PutRuleRequest>,
  call: Call,
  bus: EventBus,
): void {
  if (!input.EventPattern && !input.ScheduleExpression) {
    throw invalid(
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
  }
  if (input.ScheduleExpression && bus.name !== 'default') {
    throw invalid(
      'ScheduleExpression is supported only on the default event bus.',
    );
  }
  if (input.ScheduleExpression && !parseSchedule(input.ScheduleExpression)) {
    throw invalid('Parameter ScheduleExpression is not valid.');
  }
  if (!rulesOf(call.accounts, bus).has(input.Name)) {
    checkRuleQuota(bus, call);
  }
  const roleAccount = input.RoleArn?.split(':')[4];
  if (roleAccount !== undefined && roleAccount !== call.caller.account) {
    throw invalid('Cross-account pass role is not allowed.');
  }
}

function hasRule(input: Checked<PutRuleRequest>, call: Call): boolean {
  const { bus } = referToBus(call, input.EventBusName);
  return bus !== undefined && rulesOf(call.accounts, bus).has(input.Name);
}

const putRule = operation<PutRuleRequest, PutRuleResponse>({
  access: (input, call) => [
    ruleAccess(
      call,
      'PutRule',
      input.Name,
      input.EventBusName,
      patternKeys(input.EventPattern),
    ),
    ...passRoleAccess(input.RoleArn),
    // "You must have both the events:PutRule and events:TagResource
    // permissions" to give tags; those for a rule that is there are ignored.
    ...(input.Tags?.length && !hasRule(input, call)
      ? [ruleAccess(call, 'TagResource', input.Name, input.EventBusName)]
      : []),
  ],
  run: (input, call) => {
    const bus = findBus(call, input.EventBusName);
    checkPutRule(input, call, bus);
    const hasWildcard = usesWildcard(input.EventPattern);
    if (hasWildcard) {
      checkWildcardQuota(bus, input.Name, call);
    }
    const rules = rulesOf(call.accounts, bus);
    const existing = rules.get(input.Name);
    refuseManaged(existing);
    if (input.EventPattern) {
      readPattern(input.EventPattern, call.settings.quotas.patternCharacters);
    }
    // What the request leaves out becomes empty, and tags only count for a
    // new rule ("PutRule" in the API reference). Targets stay.
    const rule: Rule = {
      name: input.Name,
      arn: ruleArn(bus, bus.name, input.Name),
      eventPattern: input.EventPattern,
      scheduleExpression: input.ScheduleExpression,
      hasWildcard,
      state: input.State ?? 'ENABLED',
      // A rate counts from when the rule was last put ("rate expressions").
      scheduledFromMs: input.ScheduleExpression ? call.clock.now() : undefined,
      description: input.Description,
      roleArn: input.RoleArn,
      createdBy: existing?.createdBy ?? call.caller.account,
      targets: existing?.targets ?? new Map(),
      tags: existing?.tags ?? tagsFromList(input.Tags),
    };
    rules.set(rule.name, rule);
    armSchedule(call, bus, rule);
    return { RuleArn: rule.arn };
  },
});

function describeRule(rule: Rule, bus: EventBus) {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.eventPattern,
    ScheduleExpression: rule.scheduleExpression,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    ManagedBy: rule.managedBy,
    EventBusName: bus.name,
  };
}

const describeRuleOperation = operation<
  DescribeRuleRequest,
  DescribeRuleResponse
>({
  access: ({ Name, EventBusName }, call) =>
    ruleAccess(call, 'DescribeRule', Name, EventBusName),
  run: ({ Name, EventBusName }, call) => {
    const { rule, bus } = findRule(call, Name, EventBusName);
    return { ...describeRule(rule, bus), CreatedBy: rule.createdBy };
  },
});

const deleteRule = operation<DeleteRuleRequest, void>({
  access: ({ Name, EventBusName }, call) =>
    ruleAccess(call, 'DeleteRule', Name, EventBusName),
  run: ({ Name, EventBusName, Force }, call) => {
    const bus = findBus(call, EventBusName);
    const rules = rulesOf(call.accounts, bus);
    const rule = rules.get(Name);
    if (!Force) {
      refuseManaged(rule);
    }
    if (rule && rule.targets.size > 0) {
      throw invalid("Rule can't be deleted since it has targets.");
    }
    // Deleting a rule that is not there is a success, as in AWS.
    rules.delete(Name);
    if (rule) {
      disarmSchedule(call, rule.arn);
    }
  },
});

const listRules = operation<ListRulesRequest, ListRulesResponse>({
  access: ({ EventBusName }, call) => {
    const reference = referToBus(call, EventBusName);
    return {
      action: 'events:ListRules',
      resourceArn: ruleArn(reference, reference.name, '*'),
      resourceAccount: reference.account,
      resourcePolicy: reference.bus?.policy,
    };
  },
  run: (input, call) => {
    const bus = findBus(call, input.EventBusName);
    const { items, nextToken } = eventsTablePage(
      rulesOf(call.accounts, bus),
      input,
    );
    return {
      Rules: items.map(rule => describeRule(rule, bus)),
      NextToken: nextToken,
    };
  },
});

const setState = (action: 'EnableRule' | 'DisableRule', state: RuleState) =>
  operation<EnableRuleRequest | DisableRuleRequest, void>({
    access: ({ Name, EventBusName }, call) =>
      ruleAccess(call, action, Name, EventBusName),
    run: ({ Name, EventBusName }, call) => {
      const { rule, rules, bus } = findRule(call, Name, EventBusName);
      refuseManaged(rule);
      armSchedule(
        call,
        bus,
        rules.set(rule.name, {
          ...rule,
          state,
          scheduledFromMs: rule.scheduleExpression
            ? call.clock.now()
            : undefined,
        }),
      );
    },
  });

export const ruleOperations: [string, Operation][] = [
  ['PutRule', putRule],
  ['DescribeRule', describeRuleOperation],
  ['DeleteRule', deleteRule],
  ['ListRules', listRules],
  ['EnableRule', setState('EnableRule', 'ENABLED')],
  ['DisableRule', setState('DisableRule', 'DISABLED')],
];
