import { Parts, Platform } from '../calls/platform';
import { FaultProblem, readFault } from '../faults';
import { HttpRequest, HttpResponse } from '../wire';
import { readSeed, sow } from './seed';

/** What the server's own addresses act on. */
export interface Administered {
  platform: Platform;
  parts: Parts;
}

type Answer = HttpResponse | Promise<HttpResponse>;

export function jsonResponse(status: number, body: object): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Forgets everything, and goes back to the machine's time. */
export function reset({ platform, parts }: Administered): void {
  platform.clock.reset();
  platform.faults.clear();
  parts.clear();
  platform.accounts.clear();
  platform.delivery.reset();
}

function health({ platform }: Administered): HttpResponse {
  const { accounts, delivery, clock, faults } = platform;
  return jsonResponse(200, {
    status: 'ok',
    accounts: accounts.ids(),
    pendingDeliveries: delivery.pending,
    waitingForRetry: delivery.waitingForRetry,
    faults: faults.list().length,
    time: clock.date().toISOString(),
  });
}

function addFaults(body: unknown, { platform }: Administered): HttpResponse {
  const given: unknown[] = Array.isArray(body) ? body : [body];
  const problems: FaultProblem[] = [];
  const faults = given.flatMap((item, i) => {
    const read = readFault(item, Array.isArray(body) ? `[${i}]` : 'fault');
    problems.push(...read.problems);
    return read.fault ? [read.fault] : [];
  });
  if (problems.length > 0) {
    return jsonResponse(400, {
      message: 'No fault was placed: there are problems',
      problems,
    });
  }
  return jsonResponse(200, {
    faults: faults.map(fault => platform.faults.add(fault)),
  });
}

async function advance(
  body: unknown,
  { platform }: Administered,
): Promise<HttpResponse> {
  const seconds = new Map<string, unknown>(Object.entries(body ?? {})).get(
    'advanceSeconds',
  );
  if (typeof seconds !== 'number' || !(seconds >= 0)) {
    return jsonResponse(400, {
      message: 'advanceSeconds must be a number of seconds, 0 or more',
    });
  }
  await platform.clock.advance(seconds * 1000);
  return jsonResponse(200, { time: platform.clock.date().toISOString() });
}

async function seed(
  body: unknown,
  { platform }: Administered,
): Promise<HttpResponse> {
  try {
    const calls = await sow(readSeed(body), platform);
    return jsonResponse(200, { calls });
  } catch (error) {
    return jsonResponse(400, {
      message: error instanceof Error ? error.message : `${error}`,
    });
  }
}

const ROUTES: Record<
  string,
  (body: unknown, administered: Administered) => Answer
> = {
  'GET /_busline/health': (_, administered) => health(administered),
  'POST /_busline/reset': (_, administered) => {
    reset(administered);
    return jsonResponse(200, { status: 'reset' });
  },
  'GET /_busline/faults': (_, { platform }) =>
    jsonResponse(200, { faults: platform.faults.list() }),
  'POST /_busline/faults': addFaults,
  'DELETE /_busline/faults': (_, { platform }) => {
    platform.faults.clear();
    return jsonResponse(200, { faults: [] });
  },
  'POST /_busline/clock': advance,
  'POST /_busline/seed': seed,
};

/** The server's own addresses, for operators and tests; they need no signature. */
export async function administer(
  request: HttpRequest,
  administered: Administered,
): Promise<HttpResponse> {
  const { method, path } = request;
  // Any web page may send requests to this machine, and there is none of ours.
  if (request.header('origin') !== undefined) {
    return jsonResponse(403, { message: 'Web pages may not use this address' });
  }
  const [, fault] = /^\/_busline\/faults\/(\d+)$/.exec(path) ?? [];
  if (method === 'DELETE' && fault !== undefined) {
    return administered.platform.faults.remove(Number(fault))
      ? jsonResponse(200, { removed: Number(fault) })
      : jsonResponse(404, { message: `There is no fault ${fault}` });
  }
  const name = `${method} ${path}`;
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  if (!route) {
    return jsonResponse(404, {
      message: `No ${name}: there are ${Object.keys(ROUTES).join(', ')}`,
    });
  }
  let body: unknown;
  try {
    const text = request.body.toString('utf8');
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    return jsonResponse(400, { message: 'The body is not valid JSON' });
  }
  return route(body, administered);
}
