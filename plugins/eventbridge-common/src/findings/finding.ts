import { Arn } from '../aws/arn';

/**
 * Something wrong or at risk.
 *
 * @public
 */
export interface Finding {
  /** Stable, kebab-case, for example `subscription-without-dead-letter-queue`. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  subject: FindingSubject;
  /** One sentence: what is wrong. */
  message: string;
  /** One sentence: what to do about it. */
  mend: string;
}

/** What a {@link Finding} is about. @public */
export interface FindingSubject {
  /** A form field such as `filter` or `component`, where the finding is about input. */
  field?: string;
  arn?: Arn;
  /** Full entity ref. */
  entityRef?: string;
  eventTypeId?: string;
  /** Human name of the subject. */
  name: string;
}
