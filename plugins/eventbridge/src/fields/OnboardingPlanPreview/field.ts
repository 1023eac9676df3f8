import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { OnboardingPlanPreview } from './OnboardingPlanPreview';

/** The field as both frontend systems take it. */
export const onboardingPlanPreview = {
  name: 'OnboardingPlanPreview',
  component: OnboardingPlanPreview,
  schema: makeFieldSchema({
    output: z => z.string().optional().describe('The preview has no value'),
    uiOptions: z =>
      z.object({
        kind: z
          .enum(['publication', 'subscription'])
          .optional()
          .describe('Which onboarding the form asks for'),
      }),
  }),
};
