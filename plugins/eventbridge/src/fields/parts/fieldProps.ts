import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** Props of a form field whose value is text. */
export type TextFieldProps<UiOptions = {}> = FieldExtensionComponentProps<
  string,
  UiOptions
>;

/** Label, description and state of a form field, as the template wrote them. */
export function fieldWords(
  props: TextFieldProps<unknown>,
  fallback: { title: string; description?: string },
) {
  return {
    label: String(
      props.uiSchema['ui:title'] ?? props.schema.title ?? fallback.title,
    ),
    description: String(
      props.uiSchema['ui:description'] ??
        props.schema.description ??
        fallback.description ??
        '',
    ),
    isRequired: props.required ?? false,
    isDisabled: props.disabled || (props.readonly ?? false),
    isInvalid: (props.rawErrors ?? []).length > 0,
  };
}

/**
 * A value from the other fields of the form. The scaffolder hands every field
 * the values of all steps so far as `formContext.formData`.
 */
export function formText(
  props: { formContext?: unknown },
  name: string,
): string | undefined {
  const { formContext } = props;
  if (!isRecord(formContext) || !isRecord(formContext.formData)) {
    return undefined;
  }
  const value = formContext.formData[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All values of the form so far. */
export function formValues(props: {
  formContext?: unknown;
}): Record<string, unknown> {
  const { formContext } = props;
  return isRecord(formContext) && isRecord(formContext.formData)
    ? formContext.formData
    : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
