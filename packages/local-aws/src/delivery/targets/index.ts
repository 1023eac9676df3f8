import { TargetKind } from '../invocation';
import { busTarget } from './busTarget';
import { queueTarget } from './queueTarget';

/** The kinds of targets that local AWS delivers to. */
export const TARGET_KINDS: readonly TargetKind[] = [busTarget, queueTarget];
