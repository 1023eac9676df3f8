import { ResponseError } from '@backstage/errors';

/** What went wrong in the backend's own words, and what to do about it. */
export function errorWords(error: Error): { message: string; mend: string } {
  if (!(error instanceof ResponseError)) {
    return {
      message: error.message,
      mend: 'Check that the eventbridge backend plugin runs, then try again.',
    };
  }
  return {
    message: error.cause.message,
    mend:
      error.statusCode === 403
        ? 'Ask an administrator of Backstage to let you see events (permission eventbridge.topology.read).'
        : 'Try again; if it stays, the log of the backend tells more.',
  };
}

/** {@link errorWords} as sentences to follow one another. */
export function errorSentences(error: Error): string {
  const { message, mend } = errorWords(error);
  return `${message.replace(/[.]?$/, '.')} ${mend}`;
}
