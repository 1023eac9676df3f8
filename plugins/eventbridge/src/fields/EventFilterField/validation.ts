import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { readFilterText } from './filterReading';

/** Refuses a filter that is not an event pattern. */
export const validateFilter: CustomFieldValidator<string> = (value, field) => {
  readFilterText(value ?? '', undefined).problems.forEach(
    ({ path, message, mend }) =>
      field.addError(
        `${path ? `${path}: ` : ''}${message}${mend ? `. ${mend}` : ''}`,
      ),
  );
};
