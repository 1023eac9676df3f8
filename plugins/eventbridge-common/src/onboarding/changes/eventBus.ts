import { AccountRegion, eventBusArn } from '../../aws/arn';
import { MANAGED_TAGS } from '../../aws/tags';
import { Ground } from '../ground';
import { draft, Draft } from './draft';

/** The bus in the consumer's account that the hub feeds. */
export function draftEventBus(
  ground: Ground,
  at: AccountRegion,
  name: string,
): Draft {
  const arn = eventBusArn(at, name);
  const sighting = ground.aws.bus(arn);
  return draft(ground, {
    at,
    arn,
    title: `bus ${name}`,
    why: 'Receives the events that the hub bus forwards to this account',
    // A bus that is there is used as it is, whoever made it.
    desired: {
      kind: 'event-bus',
      name,
      tags: sighting.status === 'seen' ? {} : MANAGED_TAGS,
    },
    sighting,
    differences: [],
  });
}
