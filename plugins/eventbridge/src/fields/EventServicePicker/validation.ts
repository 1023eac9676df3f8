import { parseEntityRef } from '@backstage/catalog-model';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';

/** Refuses what is not the entity ref of a component. */
export const validateService: CustomFieldValidator<string> = (value, field) => {
  if (!value) {
    return;
  }
  try {
    const { kind } = parseEntityRef(value, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
    if (kind.toLocaleLowerCase('en') !== 'component') {
      field.addError(`${value} is not a component; choose a service`);
    }
  } catch {
    field.addError(`${value} names no service; choose one from the list`);
  }
};
