import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { OnboardingPlanPreview } from './OnboardingPlanPreview';
import { validatePlan } from './validation';

/** The field as both frontend systems take it. */
export const onboardingPlanPreview = {
  name: 'OnboardingPlanPreview',
  component: OnboardingPlanPreview,
  validation: validatePlan,
  schema: makeFieldSchema({
    output: z => z.string().optional().describe('The plan in one sentence'),
    uiOptions: z =>
      z.object({
        kind: z
          .enum(['publication', 'subscription'])
          .optional()
          .describe('Which onboarding the form asks for'),
      }),
  }),
};
