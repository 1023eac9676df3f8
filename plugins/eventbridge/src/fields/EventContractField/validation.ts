import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { readContractText } from './contractReading';

/** Refuses a contract that no schema can be made of. */
export const validateContract: CustomFieldValidator<string> = (
  value,
  field,
) => {
  readContractText(value ?? '')
    .problems.filter(({ severity }) => severity === 'error')
    .forEach(({ path, message, mend }) =>
      field.addError(`${path ? `${path}: ` : ''}${message}. ${mend}`),
    );
};
