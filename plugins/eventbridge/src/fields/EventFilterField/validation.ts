import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { countWords } from '../../words/countWords';
import { readFilterText } from './filterReading';

/** Refuses a filter that is not an event pattern; the field itself says why. */
export const validateFilter: CustomFieldValidator<string> = (value, field) => {
  const { problems } = readFilterText(value ?? '', undefined);
  if (problems.length > 0) {
    field.addError(
      `The filter has ${countWords(
        problems.length,
        'problem',
      )}, told beneath it with the mend`,
    );
  }
};
