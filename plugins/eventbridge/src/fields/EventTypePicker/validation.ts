import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';

/** Refuses what is not `source@detail-type`. */
export const validateEventType: CustomFieldValidator<string> = (
  value,
  field,
) => {
  if (value && !/^[^@]+@.+$/.test(value)) {
    field.addError(
      `${value} names no event; an event is named source@detail-type`,
    );
  }
};
