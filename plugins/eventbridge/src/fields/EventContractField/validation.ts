import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { countWords } from '../../words/countWords';
import { readContractText } from './contractReading';

/** Refuses a contract that no schema can be made of; the field itself says why. */
export const validateContract: CustomFieldValidator<string> = (
  value,
  field,
) => {
  const errors = readContractText(value ?? '').problems.filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0) {
    field.addError(
      `The contract has ${countWords(
        errors.length,
        'problem',
      )}, told beneath it with the mend`,
    );
  }
};
