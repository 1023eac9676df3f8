import { InputError } from '@backstage/errors';
import {
  wantedOnboardingSchema,
  wantedSubscriptionSchema,
} from '@busline/backstage-plugin-eventbridge-common';
import { z } from 'zod/v4';

/** `POST /plans` */
export const planRequestSchema = wantedOnboardingSchema;

/** `POST /runs` */
export const runRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('apply'), wanted: wantedOnboardingSchema }),
  z.object({
    kind: z.literal('verify'),
    wanted: wantedSubscriptionSchema,
    timeoutMs: z.number().int().min(1_000).max(300_000).optional(),
  }),
]);

/** `GET /runs/:id` */
export const runQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});

/** @throws InputError that lists every problem with its path. */
export function parseRequest<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
        .join('; '),
    );
  }
  return parsed.data;
}
