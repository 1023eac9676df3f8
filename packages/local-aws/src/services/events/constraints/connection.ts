import {
  Constraint,
  list,
  Members,
  number,
  oneOf,
  structure,
  text,
} from './constraint';
import {
  API_DESTINATION_METHOD,
  AUTH_HEADER_SECRET,
  AUTH_HEADER_TEXT,
  CONNECTION_ARN,
  DESCRIPTION,
  HEADER_KEY,
  HEADER_VALUE,
  HTTPS_ENDPOINT,
  KMS_KEY,
  name,
  OAUTH_METHOD,
  QUERY_KEY,
  QUERY_VALUE,
} from './members';

const CONNECTIVITY = structure({
  ResourceParameters: structure({
    ResourceConfigurationArn: text({
      max: 2048,
      pattern:
        '^(?:^arn:[a-z0-9\\-]+:vpc-lattice:[a-zA-Z0-9\\-]+:\\d{12}:resourceconfiguration/rcfg-[0-9a-z]{17}$|^$)',
    }),
  }),
});

const secretAware = (key: Constraint, pattern?: string) =>
  list(
    { min: 0, max: 100 },
    structure({
      Key: key,
      // The value may be a secret: a message about it must not tell it.
      Value: text({ max: 512, pattern, isSecret: true }),
    }),
  );
const HTTP_PARAMETERS = structure({
  HeaderParameters: secretAware(HEADER_KEY, HEADER_VALUE),
  QueryStringParameters: secretAware(QUERY_KEY, QUERY_VALUE),
  BodyParameters: list({ min: 0, max: 100 }),
});
const AUTH_PARAMETERS = structure({
  BasicAuthParameters: structure({
    Username: AUTH_HEADER_TEXT,
    Password: AUTH_HEADER_SECRET,
  }),
  OAuthParameters: structure({
    ClientParameters: structure({
      ClientID: AUTH_HEADER_TEXT,
      ClientSecret: AUTH_HEADER_SECRET,
    }),
    AuthorizationEndpoint: HTTPS_ENDPOINT,
    HttpMethod: OAUTH_METHOD,
    OAuthHttpParameters: HTTP_PARAMETERS,
  }),
  ApiKeyAuthParameters: structure({
    ApiKeyName: AUTH_HEADER_TEXT,
    ApiKeyValue: AUTH_HEADER_SECRET,
  }),
  InvocationHttpParameters: HTTP_PARAMETERS,
  ConnectivityParameters: CONNECTIVITY,
});

/** "CreateApiDestination" and "UpdateApiDestination". */
export const API_DESTINATION: Members = {
  Name: name(64),
  Description: DESCRIPTION,
  ConnectionArn: CONNECTION_ARN,
  InvocationEndpoint: HTTPS_ENDPOINT,
  HttpMethod: API_DESTINATION_METHOD,
  InvocationRateLimitPerSecond: number({ min: 1 }),
};
/** "CreateConnection" and "UpdateConnection". */
export const CONNECTION: Members = {
  Name: name(64),
  Description: DESCRIPTION,
  AuthorizationType: oneOf('BASIC', 'OAUTH_CLIENT_CREDENTIALS', 'API_KEY'),
  AuthParameters: AUTH_PARAMETERS,
  InvocationConnectivityParameters: CONNECTIVITY,
  KmsKeyIdentifier: KMS_KEY,
};
