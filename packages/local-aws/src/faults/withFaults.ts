import { Fault } from './fault';
import { PlacedFault } from './faults';

/**
 * Lets calls to local AWS, or its deliveries, go wrong while something is done, and only then. Works over HTTP, so the server
 * may be another process.
 *
 * @param server - where it listens, as {@link startLocalAws} gives it
 * @param faults - placed before the work, taken away after it, however it ends
 * @returns what the work came to
 * @throws Error where a fault is not one, or where one without a `rate` struck nothing: it was misspelt, or the call was
 * never made, and a test would show nothing
 * @public
 */
export async function withFaults<Result>(
  { url }: { url: string },
  faults: readonly Fault[],
  work: () => Promise<Result>,
): Promise<Result> {
  const address = `${url}/_busline/faults`;
  const placed = await ask(address, {
    method: 'POST',
    body: JSON.stringify(faults),
  });
  const ids = placed.map(({ id }) => id);
  let left: PlacedFault[] = [];
  let result: Result;
  try {
    result = await work();
  } finally {
    left = (await ask(address, {})).filter(({ id }) => ids.includes(id));
    await Promise.all(
      left.map(({ id }) => fetch(`${address}/${id}`, { method: 'DELETE' })),
    );
  }
  const idle = left.filter(
    ({ rate, struck }) => rate === undefined && struck === 0,
  );
  if (idle.length > 0) {
    throw new Error(
      `Nothing came that these faults fit: ${JSON.stringify(idle)}`,
    );
  }
  return result;
}

async function ask(address: string, init: RequestInit): Promise<PlacedFault[]> {
  const response = await fetch(address, init);
  if (!response.ok) {
    throw new Error(`Faults were refused: ${await response.text()}`);
  }
  const { faults }: { faults: PlacedFault[] } = await response.json();
  return faults;
}
