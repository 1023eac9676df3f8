import { isError } from '@backstage/errors';
import { OnboardingRefusedError } from './OnboardingRefusedError';

/**
 * Runs work that asks eventbridge-backend, and gives its refusals in its own
 * words: a response error says only which status came back, its cause says why.
 *
 * @throws OnboardingRefusedError in place of a response error
 */
export async function inBackendsWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // By name, since two copies of the errors package may be installed.
    if (
      isError(error) &&
      error.name === 'ResponseError' &&
      isError(error.cause)
    ) {
      throw new OnboardingRefusedError(error.cause.message, { cause: error });
    }
    throw error;
  }
}
