import { Access, Call } from '../../../calls/operation';
import { alarmArn, ALARMS } from './alarmState';

/** Access to the alarm that an input names. */
export const alarmAccess =
  (action: string) =>
  ({ AlarmName }: { AlarmName: string }, { caller }: Call): Access => ({
    action: `cloudwatch:${action}`,
    resourceArn: alarmArn(caller, AlarmName),
  });

/** Access to each alarm that an input names, or to all. */
export const alarmsAccess =
  (action: string) =>
  ({ AlarmNames }: { AlarmNames?: string[] }, { caller }: Call): Access[] =>
    (AlarmNames?.length ? AlarmNames : ['*']).map(name => ({
      action: `cloudwatch:${action}`,
      resourceArn: alarmArn(caller, name),
    }));

/** The alarms of the caller's account and Region. */
export function alarmsOf({ accounts, caller }: Call) {
  return accounts.table(ALARMS, caller);
}
