import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { eventbridgeApiRef } from '../../client/eventbridgeApiRef';
import { countWords } from '../../words/countWords';
import { errorSentences } from '../../words/errorWords';
import { listWords } from '../../words/listWords';
import { OnboardingPlanPreviewOptions } from './OnboardingPlanPreview';
import { wantedOf } from './wantedOf';

/**
 * Holds the form back while its plan has problems; the preview shows each with
 * its mend. Plans anew, so that nothing goes on that became impossible since
 * the preview was made.
 */
export const validatePlan: CustomFieldValidator<
  string | undefined,
  OnboardingPlanPreviewOptions
> = async (_summary, field, { apiHolder, formData, uiSchema }) => {
  const api = apiHolder.get(eventbridgeApiRef);
  const asked = wantedOf(
    uiSchema?.['ui:options']?.kind ?? 'subscription',
    formData,
  );
  if (!api) {
    return;
  }
  if ('open' in asked) {
    field.addError(
      `There is no plan before the form says ${listWords(asked.open)}`,
    );
    return;
  }
  try {
    const { problems } = await api.plan(asked.wanted);
    if (problems.length > 0) {
      field.addError(
        `The plan has ${countWords(
          problems.length,
          'problem',
        )} to put right first`,
      );
    }
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    field.addError(`The plan could not be made. ${errorSentences(cause)}`);
  }
};
