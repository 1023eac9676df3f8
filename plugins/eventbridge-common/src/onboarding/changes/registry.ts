import { registryArn } from '../../aws/arn';
import { Ground } from '../ground';
import { draft, Draft } from './draft';

/** The registry in the hub account that holds the contracts. */
export function draftRegistry(ground: Ground): Draft {
  const { hub, registryName } = ground.platform;
  return draft(ground, {
    at: hub,
    arn: registryArn(hub, registryName),
    title: `registry ${registryName}`,
    why: 'Holds the contracts of all event types',
    desired: {
      kind: 'registry',
      name: registryName,
      description: 'Contracts of the events on the hub bus',
    },
    sighting: ground.aws.registry(hub, registryName),
    differences: [],
  });
}
