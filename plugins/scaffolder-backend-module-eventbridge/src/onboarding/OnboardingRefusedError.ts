/**
 * Ends a task with the reason that the plan or the run gave. The scaffolder
 * writes an error's stack into the task's log, where a person looks for what to
 * do next; the reason is all there is to say, so the stack is just that.
 */
export class OnboardingRefusedError extends Error {
  readonly name = 'OnboardingRefusedError';

  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.stack = reason;
  }
}
