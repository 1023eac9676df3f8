import { Arn } from '../aws/arn';
import { Finding } from '../findings/finding';

/** Form fields a problem can stand beside. @public */
export type OnboardingField =
  | 'component'
  | 'source'
  | 'detailType'
  | 'contract'
  | 'filter'
  | 'target.name';

/** What a person sees beside the field, else about the named AWS resource. */
const FIELD_NAMES: Record<OnboardingField, string> = {
  component: 'Service',
  source: 'Source',
  detailType: 'Detail-type',
  contract: 'Contract',
  filter: 'Filter',
  'target.name': 'Queue name',
};

/** A reason to refuse, beside the form field that can mend it. */
export function fieldProblem(
  field: OnboardingField,
  code: string,
  message: string,
  mend: string,
): Finding {
  return {
    code,
    severity: 'error',
    subject: { field, name: FIELD_NAMES[field] },
    message,
    mend,
  };
}

/** A reason to refuse that no form field can mend. */
export function stateProblem(
  code: string,
  subject: { name: string; arn?: Arn },
  message: string,
  mend: string,
): Finding {
  return { code, severity: 'error', subject, message, mend };
}
