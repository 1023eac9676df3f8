import type {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DeleteRetentionPolicyRequest,
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  LogGroup as ShownGroup,
  PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { takePage, takeTablePage } from '../page';
import { tagsFromMap } from '../tags';
import { checkGroupName, checkLimit, invalidToken } from './checks';
import { invalidParameter, refuseViolations } from './errors';
import { accountAccess, findGroup, logsAccess } from './find';
import {
  eventsOf,
  LOG_GROUPS,
  LogGroup,
  logGroupArn,
  streamsOf,
} from './state';

const MAX_LISTED = 50;

/** "PutRetentionPolicy": the days there are. */
const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

function changeGroup({ accounts }: Call, group: LogGroup): void {
  accounts.table(LOG_GROUPS, group).set(group.name, group);
}

const createLogGroup = operation<CreateLogGroupRequest, void>({
  access: logsAccess('CreateLogGroup'),
  run: (input, { accounts, caller, clock }) => {
    const name = input.logGroupName;
    checkGroupName(name);
    const groups = accounts.table(LOG_GROUPS, caller);
    if (groups.has(name)) {
      throw new ServiceError(
        'ResourceAlreadyExistsException',
        'The specified log group already exists',
      );
    }
    groups.set(name, {
      name,
      arn: logGroupArn(caller, name),
      account: caller.account,
      region: caller.region,
      createdAtMs: clock.now(),
      kmsKeyId: input.kmsKeyId,
      logGroupClass: input.logGroupClass ?? 'STANDARD',
      tags: tagsFromMap(input.tags),
    });
  },
});

const deleteLogGroup = operation<DeleteLogGroupRequest, void>({
  access: logsAccess('DeleteLogGroup'),
  run: (input, { accounts, ...call }) => {
    const group = findGroup(input, { accounts, ...call });
    const streams = streamsOf(accounts, group);
    for (const name of streams.keys()) {
      eventsOf(accounts, group, name).clear();
    }
    streams.clear();
    accounts.table(LOG_GROUPS, group).delete(group.name);
  },
});

function shown(group: LogGroup, { accounts }: Call): ShownGroup {
  const streams = [...streamsOf(accounts, group).values()];
  return {
    logGroupName: group.name,
    creationTime: group.createdAtMs,
    retentionInDays: group.retentionInDays,
    metricFilterCount: 0,
    arn: `${group.arn}:*`,
    storedBytes: streams.reduce((sum, { bytes }) => sum + bytes, 0),
    kmsKeyId: group.kmsKeyId,
    logGroupClass: group.logGroupClass,
    logGroupArn: group.arn,
  };
}

const describeLogGroups = operation<
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse
>({
  access: accountAccess('DescribeLogGroups'),
  run: (input, call) => {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
    if (prefix !== undefined && pattern !== undefined) {
      throw invalidParameter(
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    }
    const limit = checkLimit(input.limit, MAX_LISTED);
    const groups = call.accounts.table(LOG_GROUPS, call.caller);
    // "the pattern is case-sensitive substring of the name".
    const page =
      pattern === undefined
        ? takeTablePage(groups, { limit, prefix, token: input.nextToken })
        : takePage(
            [...groups.values()].filter(({ name }) => name.includes(pattern)),
            ({ name }) => name,
            limit,
            input.nextToken,
          );
    if (!page) {
      throw invalidToken();
    }
    return {
      logGroups: page.items.map(group => shown(group, call)),
      nextToken: page.nextToken,
    };
  },
});

const putRetentionPolicy = operation<PutRetentionPolicyRequest, void>({
  access: logsAccess('PutRetentionPolicy'),
  run: (input, call) => {
    const { retentionInDays } = input;
    if (!RETENTION_DAYS.includes(retentionInDays)) {
      refuseViolations([
        {
          path: 'retentionInDays',
          value: retentionInDays,
          constraint: `Member must satisfy enum value set: [${RETENTION_DAYS.join(
            ', ',
          )}]`,
        },
      ]);
    }
    changeGroup(call, { ...findGroup(input, call), retentionInDays });
  },
});

const deleteRetentionPolicy = operation<DeleteRetentionPolicyRequest, void>({
  access: logsAccess('DeleteRetentionPolicy'),
  run: (input, call) => {
    const group = findGroup(input, call);
    changeGroup(call, { ...group, retentionInDays: undefined });
  },
});

export const groupOperations: [string, Operation][] = [
  ['CreateLogGroup', createLogGroup],
  ['DeleteLogGroup', deleteLogGroup],
  ['DescribeLogGroups', describeLogGroups],
  ['PutRetentionPolicy', putRetentionPolicy],
  ['DeleteRetentionPolicy', deleteRetentionPolicy],
];
