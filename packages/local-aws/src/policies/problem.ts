/** One thing that is wrong with a policy document. */
export interface PolicyProblem {
  /** Where, for example `Statement[0].Action`; empty for the whole document. */
  path: string;
  code:
    | 'not-json'
    | 'wrong-type'
    | 'missing-element'
    | 'prohibited-element'
    | 'unknown-element'
    | 'conflicting-elements'
    | 'invalid-value'
    | 'repeated-sid';
  /** What is wrong. */
  message: string;
  /** What would be right. */
  mend: string;
  /** The one value that is wrong, where there are several. */
  value?: string;
}

/** Takes down a problem. */
export type Report = (
  path: string,
  code: PolicyProblem['code'],
  message: string,
  mend: string,
  value?: string,
) => void;
