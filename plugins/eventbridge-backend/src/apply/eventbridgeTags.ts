import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { tagList, tagRecord } from '../aws/tagList';
import { StepContext } from './step';
import { isEmpty, missingTags, tagsToRestore } from './tags';

/**
 * Adds tags to an event bus or rule that exists. PutRule ignores tags on
 * update ("PutRule", EventBridge API reference), so they go by themselves.
 *
 * @returns whether a tag was missing
 */
export async function ensureTags(
  { clients: { eventbridge }, change, journal, signal }: StepContext,
  wanted: Record<string, string>,
): Promise<boolean> {
  const ResourceARN = change.arn;
  const { Tags } = await eventbridge.send(
    new ListTagsForResourceCommand({ ResourceARN }),
    { abortSignal: signal },
  );
  const before = tagRecord(Tags);
  const missing = missingTags(before, wanted);
  if (isEmpty(missing)) {
    return false;
  }
  await journal.change({
    done: `Tagged ${change.title}`,
    arn: change.arn,
    change: () =>
      eventbridge.send(
        new TagResourceCommand({ ResourceARN, Tags: tagList(missing) }),
      ),
    undone: `Restored the tags of ${change.title}`,
    undo: async () => {
      const { set, remove } = tagsToRestore(before, missing);
      if (!isEmpty(set)) {
        await eventbridge.send(
          new TagResourceCommand({ ResourceARN, Tags: tagList(set) }),
        );
      }
      if (remove.length > 0) {
        await eventbridge.send(
          new UntagResourceCommand({ ResourceARN, TagKeys: remove }),
        );
      }
    },
  });
  return true;
}
