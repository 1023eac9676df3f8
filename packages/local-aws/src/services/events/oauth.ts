import type {
  ConnectionHttpParameters,
  CreateConnectionOAuthRequestParameters,
} from '@aws-sdk/client-eventbridge';
import { definePart, Platform } from '../../calls/platform';
import { Connection, connectionAt, CONNECTIONS } from './connections';

const TIMEOUT_MS = 5_000;

/** How long before its end a token is no longer used. */
const SPARE_MS = 60_000;

const DEFAULT_LIFE_SECONDS = 3_600;

interface Token {
  value: string;
  expiresAtMs: number;
  /** Which form of the connection it was got for. */
  modifiedAt: Date;
}

/** Tokens by the ARN of their connection. */
const TOKENS = definePart<Map<string, Token>>(() => new Map());

type Pairs = Iterable<[string, string]>;

function pairs(
  parameters: ConnectionHttpParameters[keyof ConnectionHttpParameters],
): [string, string][] {
  return (parameters ?? []).map(({ Key = '', Value = '' }) => [Key, Value]);
}

/** The request for a token ("Connections for API destinations", OAuth). */
function tokenRequest(
  oauth: CreateConnectionOAuthRequestParameters,
): [URL, RequestInit] {
  const { ClientParameters: client, OAuthHttpParameters: more } = oauth;
  const url = new URL(oauth.AuthorizationEndpoint ?? '');
  const fields: Pairs = [
    ['grant_type', 'client_credentials'],
    ['client_id', client?.ClientID ?? ''],
    ['client_secret', client?.ClientSecret ?? ''],
    ...pairs(more?.BodyParameters),
  ];
  const hasBody = oauth.HttpMethod !== 'GET';
  for (const [key, value] of [
    ...pairs(more?.QueryStringParameters),
    ...(hasBody ? [] : fields),
  ]) {
    url.searchParams.append(key, value);
  }
  return [
    url,
    {
      method: oauth.HttpMethod,
      headers: {
        ...(hasBody && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...Object.fromEntries(pairs(more?.HeaderParameters)),
      },
      body: hasBody ? new URLSearchParams([...fields]).toString() : undefined,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    },
  ];
}

async function fetchToken(
  platform: Platform,
  connection: Connection,
): Promise<Token> {
  const { OAuthParameters: oauth } = connection.authParameters;
  if (!oauth) {
    throw new Error('The connection has no OAuth parameters');
  }
  const answer = await fetch(...tokenRequest(oauth));
  const body: unknown = answer.ok ? await answer.json() : undefined;
  await answer.body?.cancel().catch(() => {});
  const given = new Map<string, unknown>(Object.entries(Object(body)));
  const value = given.get('access_token');
  const seconds = Number(given.get('expires_in') ?? DEFAULT_LIFE_SECONDS);
  if (typeof value !== 'string') {
    throw new Error(
      `The authorization endpoint answered ${answer.status}, without an access token`,
    );
  }
  return {
    value,
    expiresAtMs: platform.clock.now() + seconds * 1000,
    modifiedAt: connection.modifiedAt,
  };
}

/**
 * The access token of a connection, asked for anew when there is none, when it
 * ends soon, or when an endpoint did not take it.
 *
 * @throws Error when the authorization endpoint gives none
 */
export async function accessToken(
  platform: Platform,
  connection: Connection,
  isRefused = false,
): Promise<string> {
  const tokens = platform.part(TOKENS);
  const known = tokens.get(connection.arn);
  if (
    known &&
    !isRefused &&
    known.expiresAtMs - SPARE_MS > platform.clock.now() &&
    known.modifiedAt.getTime() === connection.modifiedAt.getTime()
  ) {
    return known.value;
  }
  const token = await fetchToken(platform, connection);
  tokens.set(connection.arn, token);
  return token.value;
}

/** Gets the first token of a connection, which makes it authorized. */
export async function authorize(
  platform: Platform,
  connection: Connection,
): Promise<void> {
  const settle = (change: Partial<Connection>) => {
    const now = connectionAt(platform.accounts, connection.arn);
    // It may have been changed or deleted while this waited.
    if (now && now.modifiedAt.getTime() === connection.modifiedAt.getTime()) {
      platform.accounts
        .table(CONNECTIONS, now)
        .set(now.name, { ...now, ...change });
    }
  };
  try {
    await accessToken(platform, connection, true);
    settle({ state: 'AUTHORIZED', authorizedAt: platform.clock.date() });
  } catch (error) {
    const cause = error instanceof Error ? error.message : `${error}`;
    settle({
      state: 'DEAUTHORIZED',
      stateReason: `The authorization endpoint gave no token: ${cause}`.slice(
        0,
        512,
      ),
    });
  }
}

/** Goes on with the connections that an earlier process was authorizing. */
export function resumeAuthorizations(platform: Platform): void {
  for (const { table } of platform.accounts.tablesOf(CONNECTIONS)) {
    for (const connection of table.values()) {
      if (connection.state === 'AUTHORIZING') {
        authorize(platform, connection);
      }
    }
  }
}
