import { randomUUID } from 'node:crypto';
import type {
  DeleteAlarmsInput,
  DisableAlarmActionsInput,
  EnableAlarmActionsInput,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import { Call, Operation, operation } from '../../../calls/operation';
import { ServiceError } from '../../../wire/errors';
import { tagsFromList } from '../../tags';
import { announceConfiguration } from './alarmEvents';
import { readSettings } from './alarmSettings';
import { Alarm, alarmArn } from './alarmState';
import { describeAlarms, describeAlarmsForMetric } from './describeAlarms';
import { changeAlarmState } from './alarmTransition';
import { ALARM_WATCH } from './alarmWatch';
import { invalid, refuseViolations } from '../errors';
import { QueryError } from '../metrics/metricQueries';
import { minuteOf } from '../store/series';
import { datapointsOf } from './alarmQueries';
import { alarmAccess, alarmsAccess, alarmsOf } from './alarmAccess';

const STATES = ['INSUFFICIENT_DATA', 'ALARM', 'OK'];

/** @throws `ValidationError` for metric math that cannot be worked out */
function checkQueriesOf(alarm: Alarm, call: Call): void {
  try {
    datapointsOf(alarm, 1, minuteOf(call.clock.now()), call);
  } catch (error) {
    throw error instanceof QueryError ? invalid(error.message) : error;
  }
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
    checkQueriesOf(alarm, call);
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
