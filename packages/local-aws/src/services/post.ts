import { definePart, Platform } from '../calls/platform';

/** Ends what is on its way when the server stops or forgets everything. */
const OUTGOING = definePart(
  () => new AbortController(),
  controller => controller.abort(),
);

/** What an address answered. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** Why there is no answer. */
export interface NoAnswer {
  because: 'timed out' | 'unreachable' | 'called off';
  reason: string;
}

/**
 * POSTs to an address. Redirects are not followed: the answer is theirs.
 *
 * @returns the answer whatever its status, or why there is none
 */
export async function post(
  platform: Platform,
  url: string,
  request: {
    body: string | Uint8Array;
    headers: Record<string, string>;
    timeoutMs: number;
  },
): Promise<Answer | NoAnswer> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const ending = platform.part(OUTGOING).signal;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: request.body,
      headers: request.headers,
      signal: AbortSignal.any([timeout, ending]),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    };
  } catch (error) {
    if (ending.aborted) {
      return { because: 'called off', reason: 'Local AWS stops' };
    }
    if (timeout.aborted) {
      return {
        because: 'timed out',
        reason: `${url} did not answer within ${request.timeoutMs} ms`,
      };
    }
    const cause = error instanceof Error ? error.cause ?? error : error;
    const reason = `${url} cannot be reached: ${cause}`;
    return { because: 'unreachable', reason };
  }
}
