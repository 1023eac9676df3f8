import { TargetKind } from '../invocation';
import { apiDestinationTarget } from './apiDestinationTarget';
import { archiveTarget } from './archiveTarget';
import { busTarget } from './busTarget';
import { functionTarget } from './functionTarget';
import { logGroupTarget } from './logGroupTarget';
import { queueTarget } from './queueTarget';
import { topicTarget } from './topicTarget';

/** The kinds of targets that local AWS delivers to. */
export const TARGET_KINDS: readonly TargetKind[] = [
  apiDestinationTarget,
  archiveTarget,
  busTarget,
  functionTarget,
  logGroupTarget,
  queueTarget,
  topicTarget,
];
