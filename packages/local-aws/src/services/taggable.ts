import { Accounts, Place, Tags } from '../accounts';
import { Operation } from '../calls/operation';

/** A resource that has tags. */
export interface TaggedResource {
  readonly arn: string;
  /** As filters name it: `events:rule`. */
  readonly type: string;
  readonly tags: Tags;
}

/** A call that is to be made of a service's own operation. */
export interface TagCall {
  readonly operation: Operation | undefined;
  readonly input: object;
}

/**
 * What Resource Groups Tagging needs of a service: which of its resources have
 * tags, and how its own operations set them. There is no other way to set them.
 */
export interface TaggableService {
  /** As its ARNs name it. */
  readonly service: string;
  readonly list: (accounts: Accounts, place: Place) => Iterable<TaggedResource>;
  readonly tag: (
    arn: string,
    tags: Readonly<Record<string, string>>,
  ) => TagCall;
  readonly untag: (arn: string, keys: readonly string[]) => TagCall;
}
