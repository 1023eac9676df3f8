import { ensureBusPolicyStatement } from './busPolicyStatement';
import { ensureEventBus } from './eventBus';
import { ensureQueue } from './queue';
import { ensureRegistry } from './registry';
import { ensureRole } from './role';
import { ensureRule } from './rule';
import { ensureSchema } from './schema';
import { StepContext, StepOutcome } from './step';
import { ensureTarget } from './target';

/**
 * Carries out one change: describe, compare, change what differs, read back.
 * The plan's own word for the effect is not trusted, so a change that was made
 * meanwhile by somebody else is simply found done.
 */
export async function applyChange(context: StepContext): Promise<StepOutcome> {
  const { desired } = context.change;
  switch (desired.kind) {
    case 'event-bus':
      return ensureEventBus(context, desired);
    case 'bus-policy-statement':
      return ensureBusPolicyStatement(context, desired);
    case 'role':
      return ensureRole(context, desired);
    case 'rule':
      return ensureRule(context, desired);
    case 'target':
      return ensureTarget(context, desired);
    case 'queue':
      return ensureQueue(context, desired);
    case 'registry':
      return ensureRegistry(context, desired);
    case 'schema':
      return ensureSchema(context, desired);
    default:
      return desired satisfies never;
  }
}
