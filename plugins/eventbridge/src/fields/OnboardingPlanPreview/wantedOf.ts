import {
  parseEventTypeId,
  WantedOnboarding,
  wantedOnboardingSchema,
} from '@busline/backstage-plugin-eventbridge-common';

/** Which onboarding a form asks for. */
export type OnboardingKind = WantedOnboarding['kind'];

/** A form that is complete, or the questions still open. */
export type WantedOrOpen = { wanted: WantedOnboarding } | { open: string[] };

const QUESTIONS: Record<string, string> = {
  component: 'the service',
  eventType: 'the event',
  source: 'the source of the event',
  detailType: 'the name of the event',
  contract: 'the contract',
  filter: 'the filter',
};

/**
 * What the values of an onboarding form ask for. The fields are those of the
 * onboarding templates: `component`, `source`, `detailType`, `title`,
 * `description` and `contract` for a publication; `component`, `eventType`,
 * `filter` and `queueName` for a subscription.
 */
export function wantedOf(
  kind: OnboardingKind,
  values: Record<string, unknown>,
): WantedOrOpen {
  const given = Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== '' && value !== null && value !== undefined,
    ),
  );
  const { queueName, eventType, ...rest } = given;
  const parsed = wantedOnboardingSchema.safeParse({
    ...(typeof eventType === 'string' && parseEventTypeId(eventType)),
    ...rest,
    kind,
    ...(kind === 'subscription'
      ? { target: { kind: 'queue', name: queueName } }
      : {}),
  });
  if (parsed.success) {
    return { wanted: parsed.data };
  }
  const asksEventType = kind === 'subscription' && eventType === undefined;
  const open = parsed.error.issues.map(({ path: [field] }) =>
    asksEventType && (field === 'source' || field === 'detailType')
      ? QUESTIONS.eventType
      : QUESTIONS[String(field)] ?? String(field),
  );
  return { open: [...new Set(open)] };
}
