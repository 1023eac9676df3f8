import type {
  ConnectionHttpParameters,
  HttpParameters,
} from '@aws-sdk/client-eventbridge';
import { ApiDestination } from '../services/events/apiDestinations';
import { Connection } from '../services/events/connections';
import { EventInTransit } from './event';
import { readJsonPath } from './jsonPath';

/** Headers that EventBridge sends itself, or takes out ("API destinations"). */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'a-im',
  'accept-charset',
  'accept-datetime',
  'accept-encoding',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'forwarded',
  'from',
  'host',
  'http2-settings',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'max-forwards',
  'origin',
  'pragma',
  'proxy-authorization',
  'range',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'user-agent',
  'upgrade',
  'via',
  'warning',
]);

/** A value of HttpParameters: a constant, or a path into the event. */
function valueFor(text: string, event: EventInTransit): string {
  if (!text.startsWith('$')) {
    return text;
  }
  const found = readJsonPath(event.envelope, text);
  return typeof found === 'string' ? found : JSON.stringify(found) ?? '';
}

function endpointUrl(
  { invocationEndpoint }: ApiDestination,
  { PathParameterValues = [], QueryStringParameters = {} }: HttpParameters,
  invocation: ConnectionHttpParameters,
  event: EventInTransit,
): URL {
  const values = PathParameterValues.map(value => valueFor(value, event));
  const url = new URL(
    invocationEndpoint.replace(/\*/g, () =>
      encodeURIComponent(values.shift() ?? ''),
    ),
  );
  for (const [key, value] of Object.entries(QueryStringParameters)) {
    url.searchParams.append(key, valueFor(value, event));
  }
  // What the connection says comes before what the target says.
  for (const { Key = '', Value = '' } of invocation.QueryStringParameters ??
    []) {
    url.searchParams.set(Key, Value);
  }
  return url;
}

function endpointHeaders(
  { HeaderParameters = {} }: HttpParameters,
  invocation: ConnectionHttpParameters,
  authorization: [string, string] | undefined,
  event: EventInTransit,
): Headers {
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
  });
  const wanted = [
    ...Object.entries(HeaderParameters).map(
      ([key, value]): [string, string] => [key, valueFor(value, event)],
    ),
    ...(invocation.HeaderParameters ?? []).map(
      ({ Key = '', Value = '' }): [string, string] => [Key, Value],
    ),
    ...(authorization ? [authorization] : []),
  ];
  for (const [key, value] of wanted) {
    if (!RESERVED_HEADERS.has(key.toLowerCase())) {
      headers.set(key, value);
    }
  }
  headers.set('user-agent', 'Amazon/EventBridge/ApiDestinations');
  headers.set('range', 'bytes=0-1048575');
  return headers;
}

/** The connection's body parameters join a body that is a JSON object. */
function endpointBody(
  input: string,
  { BodyParameters = [] }: ConnectionHttpParameters,
): string {
  if (BodyParameters.length === 0) {
    return input;
  }
  let body: unknown;
  try {
    body = JSON.parse(input);
  } catch {
    return input;
  }
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? JSON.stringify({
        ...body,
        ...Object.fromEntries(
          BodyParameters.map(({ Key = '', Value }) => [Key, Value]),
        ),
      })
    : input;
}

/** The header with which a connection authenticates, other than by OAuth. */
export function staticAuthorization({
  authorizationType,
  authParameters,
}: Connection): [string, string] | undefined {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: apiKey } =
    authParameters;
  if (authorizationType === 'BASIC' && basic) {
    const pair = `${basic.Username}:${basic.Password}`;
    return ['authorization', `Basic ${Buffer.from(pair).toString('base64')}`];
  }
  return authorizationType === 'API_KEY' && apiKey
    ? [apiKey.ApiKeyName ?? '', apiKey.ApiKeyValue ?? '']
    : undefined;
}

/** What an API destination is asked for one event ("API destinations"). */
export function endpointRequest(
  destination: ApiDestination,
  connection: Connection,
  {
    input,
    event,
    httpParameters = {},
    authorization,
  }: {
    /** What the target gives of the event. */
    input: string;
    event: EventInTransit;
    httpParameters?: HttpParameters;
    authorization?: [string, string];
  },
): { url: URL; method: string; headers: Headers; body?: string } {
  const invocation = connection.authParameters.InvocationHttpParameters ?? {};
  const method = destination.httpMethod;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return {
    url: endpointUrl(destination, httpParameters, invocation, event),
    method,
    headers: endpointHeaders(httpParameters, invocation, authorization, event),
    body: hasBody ? endpointBody(input, invocation) : undefined,
  };
}
