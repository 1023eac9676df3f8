import { randomUUID } from 'node:crypto';
import type {
  DeleteAlarmsInput,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  DisableAlarmActionsInput,
  EnableAlarmActionsInput,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import { Access, Call, Operation, operation } from '../../../calls/operation';
import { ServiceError } from '../../../wire/errors';
import { Checked } from '../../../wire/model';
import { takePage } from '../../page';
import { tagsFromList } from '../../tags';
import { describeAlarm } from './alarmDescription';
import { announceConfiguration } from './alarmEvents';
import { readSettings } from './alarmSettings';
import { Alarm, alarmArn, ALARMS } from './alarmState';
import { changeAlarmState } from './alarmTransition';
import { ALARM_WATCH } from './alarmWatch';
import { invalidCombination, refuseViolations } from '../errors';
import { metricKey } from '../store/metric';

const STATES = ['INSUFFICIENT_DATA', 'ALARM', 'OK'];
const DEFAULT_PAGE = 50;

const alarmAccess =
  (action: string) =>
  ({ AlarmName }: { AlarmName: string }, { caller }: Call): Access => ({
    action: `cloudwatch:${action}`,
    resourceArn: alarmArn(caller, AlarmName),
  });

const alarmsAccess =
  (action: string) =>
  ({ AlarmNames }: { AlarmNames?: string[] }, { caller }: Call): Access[] =>
    (AlarmNames?.length ? AlarmNames : ['*']).map(name => ({
      action: `cloudwatch:${action}`,
      resourceArn: alarmArn(caller, name),
    }));

function alarmsOf({ accounts, caller }: Call) {
  return accounts.table(ALARMS, caller);
}

const putMetricAlarm = operation<PutMetricAlarmInput, void>({
  access: alarmAccess('PutMetricAlarm'),
  run: (input, call) => {
    const settings = readSettings(input);
    const { account, region } = call.caller;
    const now = call.clock.now();
    const alarms = alarmsOf(call);
    const previous = alarms.get(input.AlarmName);
    // An update changes neither the state nor the tags.
    const alarm: Alarm = previous
      ? { ...previous, settings, configuredAtMs: now }
      : {
          account,
          region,
          name: input.AlarmName,
          arn: alarmArn(call.caller, input.AlarmName),
          settings,
          configuredAtMs: now,
          state: {
            value: 'INSUFFICIENT_DATA',
            reason: 'Unchecked: Initial alarm creation',
            sinceMs: now,
          },
          metricId: randomUUID(),
          tags: tagsFromList(input.Tags),
        };
    alarms.set(alarm.name, alarm);
    announceConfiguration(
      call,
      previous ? 'update' : 'create',
      alarm,
      previous,
    );
    call.part(ALARM_WATCH).wake();
  },
});

const deleteAlarms = operation<DeleteAlarmsInput, void>({
  access: alarmsAccess('DeleteAlarms'),
  run: ({ AlarmNames }, call) => {
    const alarms = alarmsOf(call);
    for (const name of AlarmNames) {
      const alarm = alarms.get(name);
      if (alarm) {
        alarms.delete(name);
        announceConfiguration(call, 'delete', alarm);
      }
    }
  },
});

function fits(alarm: Alarm, input: Checked<DescribeAlarmsInput>): boolean {
  const { AlarmNames, AlarmNamePrefix = '', StateValue, ActionPrefix } = input;
  const { okActions, alarmActions, insufficientDataActions } = alarm.settings;
  return (
    (!AlarmNames?.length || AlarmNames.includes(alarm.name)) &&
    alarm.name.startsWith(AlarmNamePrefix) &&
    (StateValue === undefined || alarm.state.value === StateValue) &&
    (ActionPrefix === undefined ||
      [...okActions, ...alarmActions, ...insufficientDataActions].some(action =>
        action.startsWith(ActionPrefix),
      ))
  );
}

const describeAlarms = operation<DescribeAlarmsInput, DescribeAlarmsOutput>({
  access: alarmsAccess('DescribeAlarms'),
  run: (input, call) => {
    const { AlarmTypes, MaxRecords, AlarmNames, AlarmNamePrefix } = input;
    if (MaxRecords !== undefined && (MaxRecords < 1 || MaxRecords > 100)) {
      refuseViolations([
        {
          path: 'maxRecords',
          value: MaxRecords,
          constraint:
            MaxRecords < 1
              ? 'Member must have value greater than or equal to 1'
              : 'Member must have value less than or equal to 100',
        },
      ]);
    }
    if (AlarmNames?.length && AlarmNamePrefix !== undefined) {
      throw invalidCombination(
        'AlarmNamePrefix and AlarmNames cannot be used together',
      );
    }
    const isWanted = !AlarmTypes?.length || AlarmTypes.includes('MetricAlarm');
    const page = takePage(
      [...alarmsOf(call).values()].filter(
        alarm => isWanted && fits(alarm, input),
      ),
      ({ name }) => name,
      MaxRecords ?? DEFAULT_PAGE,
      input.NextToken,
    );
    if (!page) {
      throw new ServiceError('InvalidNextToken', 'Invalid NextToken');
    }
    return {
      MetricAlarms: page.items.map(describeAlarm),
      CompositeAlarms: [],
      NextToken: page.nextToken,
    };
  },
});

const describeAlarmsForMetric = operation<
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput
>({
  access: (_, call) => alarmsAccess('DescribeAlarmsForMetric')({}, call),
  run: (input, call) => {
    const wanted = metricKey({
      namespace: input.Namespace,
      name: input.MetricName,
      dimensions: input.Dimensions ?? [],
    });
    const { Statistic, ExtendedStatistic, Period, Unit } = input;
    const alarms = [...alarmsOf(call).values()].filter(
      ({ settings: { metric } }) =>
        metric &&
        metricKey(metric) === wanted &&
        (Statistic ?? metric.statistic) === metric.statistic &&
        (ExtendedStatistic ?? metric.extendedStatistic) ===
          metric.extendedStatistic &&
        (Period ?? metric.periodSeconds) === metric.periodSeconds &&
        (Unit ?? metric.unit) === metric.unit,
    );
    return { MetricAlarms: alarms.map(describeAlarm) };
  },
});

const setAlarmState = operation<SetAlarmStateInput, void>({
  access: alarmAccess('SetAlarmState'),
  run: (input, call) => {
    const { AlarmName, StateValue, StateReason, StateReasonData } = input;
    if (!STATES.includes(StateValue)) {
      refuseViolations([
        {
          path: 'stateValue',
          value: StateValue,
          constraint: `Member must satisfy enum value set: [${STATES.join(
            ', ',
          )}]`,
        },
      ]);
    }
    const alarm = alarmsOf(call).get(AlarmName);
    if (!alarm) {
      throw new ServiceError('ResourceNotFound', 'Unknown');
    }
    if (StateReasonData !== undefined) {
      try {
        JSON.parse(StateReasonData);
      } catch {
        throw new ServiceError('InvalidFormatFault', 'Unknown');
      }
    }
    changeAlarmState(call, alarm, {
      value: StateValue,
      reason: StateReason,
      reasonData: StateReasonData,
    });
  },
});

function setActionsEnabled(
  names: readonly string[],
  actionsEnabled: boolean,
  call: Call,
): void {
  const alarms = alarmsOf(call);
  for (const name of names) {
    const alarm = alarms.get(name);
    if (alarm) {
      const settings = { ...alarm.settings, actionsEnabled };
      alarms.set(name, { ...alarm, settings });
    }
  }
}

const enableAlarmActions = operation<EnableAlarmActionsInput, void>({
  access: alarmsAccess('EnableAlarmActions'),
  run: ({ AlarmNames }, call) => setActionsEnabled(AlarmNames, true, call),
});

const disableAlarmActions = operation<DisableAlarmActionsInput, void>({
  access: alarmsAccess('DisableAlarmActions'),
  run: ({ AlarmNames }, call) => setActionsEnabled(AlarmNames, false, call),
});

export const alarmOperations: [string, Operation][] = [
  ['PutMetricAlarm', putMetricAlarm],
  ['DeleteAlarms', deleteAlarms],
  ['DescribeAlarms', describeAlarms],
  ['DescribeAlarmsForMetric', describeAlarmsForMetric],
  ['SetAlarmState', setAlarmState],
  ['EnableAlarmActions', enableAlarmActions],
  ['DisableAlarmActions', disableAlarmActions],
];
