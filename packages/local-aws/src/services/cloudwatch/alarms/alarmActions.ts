import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { Arn, parseArn } from '../../../accounts';
import { decide } from '../../../calls/authorise';
import { Platform } from '../../../calls/platform';
import { invokeAs } from '../../lambda/serviceInvocation';
import { fanOut } from '../../sns/fanOut';
import { readMessage } from '../../sns/message';
import { TOPICS } from '../../sns/state';
import { stateChangeOf } from './alarmEvents';
import { notificationOf } from './alarmNotification';
import { alarmTime } from './alarmReason';
import { Alarm, AlarmSettings, AlarmState } from './alarmState';

/** Why an action could not be done; nothing when it was. */
type Failure = string | undefined;

function actionsFor(settings: AlarmSettings, state: StateValue) {
  switch (state) {
    case 'ALARM':
      return settings.alarmActions;
    case 'OK':
      return settings.okActions;
    default:
      return settings.insufficientDataActions;
  }
}

function notify(
  platform: Platform,
  alarm: Alarm,
  previous: AlarmState,
  text: string,
  { account, region, resource }: Arn,
): Failure {
  const topic = platform.accounts
    .table(TOPICS, { account, region })
    .get(resource);
  if (!topic) {
    return `There is no topic ${text}`;
  }
  const { message } = decide(
    { kind: 'service', service: 'cloudwatch.amazonaws.com' },
    {
      action: 'SNS:Publish',
      resourceArn: text,
      resourceAccount: account,
      resourcePolicy: topic.policy,
      region,
      context: {
        'aws:SourceArn': alarm.arn,
        'aws:SourceAccount': alarm.account,
        'aws:SourceOwner': alarm.account,
      },
    },
    platform,
  );
  if (!message) {
    const notification = notificationOf(alarm, previous);
    fanOut(platform, topic, readMessage(notification, platform.clock.date()));
  }
  return message;
}

async function invoke(
  platform: Platform,
  alarm: Alarm,
  previous: AlarmState,
  text: string,
): Promise<Failure> {
  const payload = JSON.stringify({
    source: 'aws.cloudwatch',
    alarmArn: alarm.arn,
    accountId: alarm.account,
    time: alarmTime(alarm.state.sinceMs),
    region: alarm.region,
    alarmData: stateChangeOf(alarm, previous),
  });
  const failure = await invokeAs(
    platform,
    {
      principal: {
        kind: 'service',
        service: 'lambda.alarms.cloudwatch.amazonaws.com',
      },
      sourceArn: alarm.arn,
      account: alarm.account,
    },
    text,
    payload,
  );
  return failure?.message;
}

async function act(
  platform: Platform,
  alarm: Alarm,
  previous: AlarmState,
  text: string,
): Promise<Failure> {
  const arn = parseArn(text);
  switch (arn?.service) {
    case 'sns':
      return notify(platform, alarm, previous, text, arn);
    case 'lambda':
      return invoke(platform, alarm, previous, text);
    default:
      return 'Local AWS has actions on topics and functions only';
  }
}

/**
 * Does what an alarm is to do in the state that it came into ("Alarm
 * actions"): tells a topic, which has to let CloudWatch publish, or invokes a
 * function, which has to let it invoke. What fails is logged.
 */
export function doActions(
  platform: Platform,
  alarm: Alarm,
  previous: AlarmState,
): void {
  const { logger } = platform.settings;
  if (!alarm.settings.actionsEnabled) {
    return;
  }
  for (const action of actionsFor(alarm.settings, alarm.state.value)) {
    act(platform, alarm, previous, action)
      .catch(error => `${error}`)
      .then(failure => {
        if (failure !== undefined) {
          logger.warn('An action of an alarm failed', {
            alarm: alarm.arn,
            action,
            reason: failure,
          });
        }
      });
  }
}
