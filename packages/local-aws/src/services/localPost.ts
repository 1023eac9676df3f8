import { definePart, Platform } from '../calls/platform';

/** Ends what is on its way when the server stops or forgets everything. */
const OUTGOING = definePart(
  () => new AbortController(),
  controller => controller.abort(),
);

/** What a local address answered. */
export interface LocalAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** Why there is no answer. */
export interface NoAnswer {
  reason: string;
  isTimeout: boolean;
  /** Whether it may answer later. */
  isPassing: boolean;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * POSTs to an address on this machine. Others are not called: what is tried
 * out here must not reach anybody outside.
 *
 * @returns the answer whatever its status, or why there is none
 */
export async function postLocally(
  platform: Platform,
  url: string,
  request: {
    body: string | Uint8Array;
    headers: Record<string, string>;
    timeoutMs: number;
  },
): Promise<LocalAnswer | NoAnswer> {
  if (!URL.canParse(url) || !LOOPBACK.test(new URL(url).hostname)) {
    return {
      reason: `${url} is not an address on this machine: local AWS calls no others`,
      isTimeout: false,
      isPassing: false,
    };
  }
  const timeout = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: request.body,
      headers: request.headers,
      signal: AbortSignal.any([timeout, platform.part(OUTGOING).signal]),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    };
  } catch (error) {
    const cause = error instanceof Error ? error.cause ?? error : error;
    return timeout.aborted
      ? {
          reason: `${url} did not answer within ${request.timeoutMs} ms`,
          isTimeout: true,
          isPassing: true,
        }
      : {
          reason: `${url} cannot be reached: ${cause}`,
          isTimeout: false,
          isPassing: true,
        };
  }
}
