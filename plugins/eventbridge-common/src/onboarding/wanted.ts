import { z } from 'zod/v4';

/**
 * What a producing team asks for: register this contract and let this service
 * put this event on the hub bus.
 *
 * @public
 */
export const wantedPublicationSchema = z.object({
  kind: z.literal('publication'),
  /** Entity ref of the producing component; short forms are allowed. */
  component: z.string().min(1),
  source: z.string().min(1),
  detailType: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  /** JSON Schema of `detail`, an example `detail`, or an example event, as text. */
  contract: z.string().min(1),
});

/**
 * What a consuming team asks for: bring these events to this service.
 *
 * @public
 */
export const wantedSubscriptionSchema = z.object({
  kind: z.literal('subscription'),
  /** Entity ref of the consuming component; short forms are allowed. */
  component: z.string().min(1),
  source: z.string().min(1),
  detailType: z.string().min(1),
  /**
   * An event pattern that narrows the subscription further, usually
   * `{"detail": {…}}`, as an object or as JSON text. Empty means every event.
   */
  filter: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  target: z
    .object({
      kind: z.literal('queue'),
      /** Absent: named after the component and the event type. */
      name: z.string().optional(),
    })
    .default({ kind: 'queue' }),
});

/** Either onboarding. @public */
export const wantedOnboardingSchema = z.discriminatedUnion('kind', [
  wantedPublicationSchema,
  wantedSubscriptionSchema,
]);

/** @public */
export type WantedPublication = z.infer<typeof wantedPublicationSchema>;
/** @public */
export type WantedSubscription = z.infer<typeof wantedSubscriptionSchema>;
/** @public */
export type WantedOnboarding = z.infer<typeof wantedOnboardingSchema>;
