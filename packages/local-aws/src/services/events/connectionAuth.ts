import type {
  ConnectionAuthorizationType,
  ConnectionAuthResponseParameters,
  ConnectionHttpParameters,
  CreateConnectionAuthRequestParameters,
  UpdateConnectionAuthRequestParameters,
} from '@aws-sdk/client-eventbridge';
import { checkEndpointAddress } from './endpointAddress';
import { invalidParameter } from './errors';

type AuthParameters = CreateConnectionAuthRequestParameters;

/** The parameters that each type of authorization needs. */
const NEEDED: Record<
  ConnectionAuthorizationType,
  'BasicAuthParameters' | 'OAuthParameters' | 'ApiKeyAuthParameters'
> = {
  BASIC: 'BasicAuthParameters',
  OAUTH_CLIENT_CREDENTIALS: 'OAuthParameters',
  API_KEY: 'ApiKeyAuthParameters',
};

/** @throws `ValidationException` when the type's own parameters are missing. */
export function checkAuthParameters(
  type: ConnectionAuthorizationType,
  parameters: AuthParameters,
): void {
  const { BasicAuthParameters, OAuthParameters, ApiKeyAuthParameters } =
    parameters;
  const { ClientParameters } = OAuthParameters ?? {};
  const isComplete: Record<ConnectionAuthorizationType, unknown> = {
    BASIC: BasicAuthParameters?.Username && BasicAuthParameters.Password,
    API_KEY:
      ApiKeyAuthParameters?.ApiKeyName && ApiKeyAuthParameters.ApiKeyValue,
    OAUTH_CLIENT_CREDENTIALS:
      OAuthParameters?.AuthorizationEndpoint &&
      OAuthParameters.HttpMethod &&
      ClientParameters?.ClientID &&
      ClientParameters.ClientSecret,
  };
  if (!isComplete[type]) {
    throw invalidParameter(NEEDED[type], 'Missing required field(s).');
  }
  const { AuthorizationEndpoint } = OAuthParameters ?? {};
  if (AuthorizationEndpoint !== undefined) {
    checkEndpointAddress('AuthorizationEndpoint', AuthorizationEndpoint);
  }
}

/**
 * Parameters after an update: what it leaves out of a structure stays, and its
 * lists replace those that were there.
 */
export function updatedAuthParameters(
  old: AuthParameters,
  update: UpdateConnectionAuthRequestParameters | undefined,
): AuthParameters {
  const basic = { ...old.BasicAuthParameters, ...update?.BasicAuthParameters };
  const apiKey = {
    ...old.ApiKeyAuthParameters,
    ...update?.ApiKeyAuthParameters,
  };
  const oauth = {
    ...old.OAuthParameters,
    ...update?.OAuthParameters,
    ClientParameters: {
      ...old.OAuthParameters?.ClientParameters,
      ...update?.OAuthParameters?.ClientParameters,
    },
  };
  const has = (name: keyof AuthParameters) =>
    old[name] !== undefined || update?.[name] !== undefined;
  // Whether they are complete is for checkAuthParameters to say.
  return {
    ...(has('BasicAuthParameters') && { BasicAuthParameters: basic }),
    ...(has('ApiKeyAuthParameters') && { ApiKeyAuthParameters: apiKey }),
    ...(has('OAuthParameters') && { OAuthParameters: oauth }),
    ...(has('InvocationHttpParameters') && {
      InvocationHttpParameters:
        update?.InvocationHttpParameters ?? old.InvocationHttpParameters,
    }),
  } as AuthParameters;
}

interface HttpParameter {
  Key?: string;
  Value?: string;
  IsValueSecret?: boolean;
}

function withoutSecrets(parameters: HttpParameter[] | undefined) {
  return parameters?.map(({ Key, Value, IsValueSecret = false }) => ({
    Key,
    ...(!IsValueSecret && { Value }),
    IsValueSecret,
  }));
}

function describeHttp(
  parameters: ConnectionHttpParameters,
): ConnectionHttpParameters {
  const { HeaderParameters, QueryStringParameters, BodyParameters } =
    parameters;
  return {
    HeaderParameters: withoutSecrets(HeaderParameters),
    QueryStringParameters: withoutSecrets(QueryStringParameters),
    BodyParameters: withoutSecrets(BodyParameters),
  };
}

/** Parameters as DescribeConnection tells them: without any secret. */
export function describeAuthParameters(
  type: ConnectionAuthorizationType,
  parameters: AuthParameters,
): ConnectionAuthResponseParameters {
  const {
    BasicAuthParameters: basic,
    OAuthParameters: oauth,
    ApiKeyAuthParameters: apiKey,
    InvocationHttpParameters: invocation,
  } = parameters;
  return {
    ...(type === 'BASIC' &&
      basic && { BasicAuthParameters: { Username: basic.Username } }),
    ...(type === 'API_KEY' &&
      apiKey && { ApiKeyAuthParameters: { ApiKeyName: apiKey.ApiKeyName } }),
    ...(type === 'OAUTH_CLIENT_CREDENTIALS' &&
      oauth && {
        OAuthParameters: {
          ClientParameters: { ClientID: oauth.ClientParameters?.ClientID },
          AuthorizationEndpoint: oauth.AuthorizationEndpoint,
          HttpMethod: oauth.HttpMethod,
          OAuthHttpParameters:
            oauth.OAuthHttpParameters &&
            describeHttp(oauth.OAuthHttpParameters),
        },
      }),
    ...(invocation && { InvocationHttpParameters: describeHttp(invocation) }),
  };
}
