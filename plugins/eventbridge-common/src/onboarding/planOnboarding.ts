import { Observed, prepareGround } from './ground';
import { Plan } from './plan';
import { planPublication } from './planPublication';
import { planSubscription } from './planSubscription';
import { WantedOnboarding } from './wanted';

/**
 * Plans an onboarding: the ordered changes that turn what was observed into
 * what is wanted, or every reason why that is not possible. Pure: equal input
 * gives equal output, and planning again after an apply finds nothing to do.
 *
 * @param wanted - parsed with {@link wantedOnboardingSchema}
 * @param observed - scans taken just now: the plan is as fresh as they are
 * @public
 */
export function planOnboarding(
  wanted: WantedOnboarding,
  observed: Observed,
): Plan {
  const ground = prepareGround(observed);
  return wanted.kind === 'publication'
    ? planPublication(wanted, ground)
    : planSubscription(wanted, ground);
}
