import { TargetKind } from '../invocation';
import { busTarget } from './busTarget';
import { functionTarget } from './functionTarget';
import { queueTarget } from './queueTarget';
import { topicTarget } from './topicTarget';

/** The kinds of targets that local AWS delivers to. */
export const TARGET_KINDS: readonly TargetKind[] = [
  busTarget,
  functionTarget,
  queueTarget,
  topicTarget,
];
