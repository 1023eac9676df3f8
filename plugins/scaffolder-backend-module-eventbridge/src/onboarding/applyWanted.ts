import {
  Plan,
  WantedOnboarding,
} from '@busline/backstage-plugin-eventbridge-common';
import { countEffects, planLines, problemText } from '../text/planLines';
import { OnboardingRefusedError } from './OnboardingRefusedError';
import { RunContext, runToEnd } from './runToEnd';

/** What an apply came to, or in a dry run would come to. */
export interface Applied {
  plan: Plan;
  created: number;
  changed: number;
  kept: number;
}

/**
 * Applies an onboarding; in a dry run only plans it. Nothing here is wrapped
 * in a scaffolder checkpoint: a checkpoint replays an earlier success without
 * looking at AWS, whereas the backend journals every change itself, and an
 * apply that runs again compares with AWS and changes only what is missing.
 *
 * @throws OnboardingRefusedError where the plan has problems or the run fails
 */
export async function applyWanted(
  wanted: WantedOnboarding,
  context: RunContext & { isDryRun?: boolean },
): Promise<Applied> {
  const { eventbridge, credentials, logger, isDryRun } = context;
  if (isDryRun) {
    const plan = await planWanted(wanted, context);
    planLines(plan).forEach(line => logger.info(line));
    return { plan, ...countEffects(plan) };
  }

  const { plan, created, changed, kept } = await runToEnd(
    'apply',
    () => eventbridge.apply(wanted, { credentials }),
    context,
  );
  return { plan, created, changed, kept };
}

/**
 * Plans an onboarding, for a dry run.
 *
 * @throws OnboardingRefusedError where the plan has problems
 */
export async function planWanted(
  wanted: WantedOnboarding,
  context: RunContext,
): Promise<Plan> {
  const { eventbridge, credentials } = context;
  const plan = await eventbridge.plan(wanted, { credentials });
  if (plan.problems.length > 0) {
    throw new OnboardingRefusedError(problemText(plan));
  }
  return plan;
}
