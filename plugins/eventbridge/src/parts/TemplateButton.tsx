import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { templateRouteRef } from '../routes';

/** The two templates that onboard a service. */
export const TEMPLATES = {
  publish: { name: 'publish-event', label: 'Publish an event' },
  subscribe: { name: 'subscribe-to-event', label: 'Subscribe to an event' },
} as const;

/**
 * Opens an onboarding form with what is known already filled in. Shows nothing
 * in an app without the scaffolder.
 */
export function TemplateButton(props: {
  template: keyof typeof TEMPLATES;
  label?: string;
  variant?: 'primary' | 'secondary';
  /** Values of form fields, by the field's name. */
  preset: Record<string, string>;
}) {
  const route = useRouteRef(templateRouteRef);
  if (!route) {
    return null;
  }
  const { name, label } = TEMPLATES[props.template];
  const path = route({ namespace: 'default', templateName: name });
  const query = new URLSearchParams({ formData: JSON.stringify(props.preset) });
  return (
    <ButtonLink
      href={`${path}?${query.toString()}`}
      variant={props.variant ?? 'secondary'}
      size="small"
    >
      {props.label ?? label}
    </ButtonLink>
  );
}
