import { Fault, LocalAws } from '@busline/local-aws';

/** Lets calls to local AWS, or its deliveries, go wrong while something is done. */
export async function withFaults<Result>(
  { url }: Pick<LocalAws, 'url'>,
  faults: Fault[],
  work: () => Promise<Result>,
): Promise<Result> {
  const address = `${url}/_busline/faults`;
  const placed = await fetch(address, {
    method: 'POST',
    body: JSON.stringify(faults),
  });
  if (!placed.ok) {
    throw new Error(`No fault was placed: ${await placed.text()}`);
  }
  try {
    return await work();
  } finally {
    await fetch(address, { method: 'DELETE' });
  }
}
