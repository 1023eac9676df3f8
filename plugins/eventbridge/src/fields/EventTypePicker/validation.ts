import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { parseEventTypeId } from '@busline/backstage-plugin-eventbridge-common';

/** Refuses what is not `source@detail-type`. */
export const validateEventType: CustomFieldValidator<string> = (
  value,
  field,
) => {
  if (value && !parseEventTypeId(value)) {
    field.addError(
      `${value} names no event; an event is named source@detail-type`,
    );
  }
};
