import type { z as zod } from 'zod/v3';
import { Applied } from '../onboarding/applyWanted';

type Zod = typeof zod;

/** What both apply actions give to the steps after them. */
export const applyOutputSchema = {
  entityRef: (z: Zod) =>
    z.string().describe('Entity ref of the event type’s API entity'),
  summary: (z: Zod) => z.string().describe('The plan in one sentence'),
  created: (z: Zod) => z.number().describe('How many were created'),
  changed: (z: Zod) => z.number().describe('How many were changed'),
  kept: (z: Zod) => z.number().describe('How many were kept as they are'),
  arns: (z: Zod) =>
    z.array(z.string()).describe('ARNs of all that the onboarding stands on'),
  changes: (z: Zod) =>
    z
      .array(
        z.object({
          effect: z.enum(['create', 'change', 'keep']),
          title: z.string(),
          account: z.string(),
          region: z.string(),
          arn: z.string(),
        }),
      )
      .describe('The same with kind, name, account and what happened to it'),
};

/** The values of {@link applyOutputSchema}. */
export function applyOutput({ plan, created, changed, kept }: Applied) {
  return {
    entityRef: plan.eventType.entityRef,
    summary: plan.summary,
    created,
    changed,
    kept,
    // A role or a bus may be in several changes, each with the same ARN.
    arns: [...new Set(plan.changes.map(({ arn }): string => arn))],
    changes: plan.changes.map(
      ({ effect, title, accountName, region, arn }) => ({
        effect,
        title,
        account: accountName,
        region,
        arn: `${arn}`,
      }),
    ),
  };
}
