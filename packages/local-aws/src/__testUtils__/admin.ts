import { LocalAws } from '../server';

/** Calls one of the server's own addresses: its status and JSON answer. */
export async function ownAddress(
  aws: Pick<LocalAws, 'url'>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${aws.url}/_busline/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Puts the clock of a local AWS forward. */
export async function advanceSeconds(
  aws: Pick<LocalAws, 'url'>,
  seconds: number,
): Promise<void> {
  const { status, body } = await ownAddress(aws, 'POST', 'clock', {
    advanceSeconds: seconds,
  });
  if (status !== 200) {
    throw new Error(`The clock did not move: ${JSON.stringify(body)}`);
  }
}
