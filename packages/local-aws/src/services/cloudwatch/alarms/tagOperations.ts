import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  TagResourceOutput,
  UntagResourceInput,
  UntagResourceOutput,
} from '@aws-sdk/client-cloudwatch';
import { parseArn } from '../../../accounts';
import { Access, Call, Operation, operation } from '../../../calls/operation';
import { ServiceError } from '../../../wire/errors';
import { tagList, tagsFromList, withoutTags, withTags } from '../../tags';
import { Alarm, ALARMS } from './alarmState';

const PREFIX = 'alarm:';

/** @throws `ResourceNotFoundException` */
function findAlarm({ accounts, caller }: Call, text: string): Alarm {
  const { resource = '' } = parseArn(text) ?? {};
  const alarm = accounts
    .table(ALARMS, caller)
    .get(resource.slice(PREFIX.length));
  if (alarm?.arn !== text) {
    throw new ServiceError('ResourceNotFoundException', 'Unknown', {
      members: { ResourceType: 'AlarmArn', ResourceId: text },
    });
  }
  return alarm;
}

const tagAccess =
  (action: string) =>
  ({ ResourceARN }: { ResourceARN: string }): Access => ({
    action: `cloudwatch:${action}`,
    resourceArn: ResourceARN,
  });

function setTags({ accounts }: Call, alarm: Alarm, tags: Alarm['tags']): void {
  accounts.table(ALARMS, alarm).set(alarm.name, { ...alarm, tags });
}

const tagResource = operation<TagResourceInput, TagResourceOutput>({
  access: tagAccess('TagResource'),
  run: ({ ResourceARN, Tags }, call) => {
    const alarm = findAlarm(call, ResourceARN);
    setTags(call, alarm, withTags(alarm.tags, tagsFromList(Tags)));
    return {};
  },
});

const untagResource = operation<UntagResourceInput, UntagResourceOutput>({
  access: tagAccess('UntagResource'),
  run: ({ ResourceARN, TagKeys }, call) => {
    const alarm = findAlarm(call, ResourceARN);
    setTags(call, alarm, withoutTags(alarm.tags, TagKeys));
    return {};
  },
});

const listTagsForResource = operation<
  ListTagsForResourceInput,
  ListTagsForResourceOutput
>({
  access: tagAccess('ListTagsForResource'),
  run: ({ ResourceARN }, call) => ({
    Tags: tagList(findAlarm(call, ResourceARN).tags),
  }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
];
