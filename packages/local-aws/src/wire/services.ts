/** The services local AWS knows, by the name requests are signed with. */
export type ServiceName =
  | 'events'
  | 'iam'
  | 'lambda'
  | 'logs'
  | 'monitoring'
  | 'schemas'
  | 'sns'
  | 'sqs'
  | 'sts'
  | 'tagging';

/** How a request carries its operation and members. */
export type Protocol = 'json' | 'rest-json' | 'query' | 'rpc-v2-cbor';

/** What a service calls the errors that all services share. */
export interface ErrorNames {
  accessDenied: string;
  /** A constraint of the API model is broken. */
  invalid: string;
  /** The access key id belongs to nobody. */
  unknownKey: string;
  unsigned: string;
  unknownOperation: string;
}

/** How clients speak to a service, and how it answers. */
export interface ServiceDescription {
  /** Protocols in which clients may speak to it; the first is its main one. */
  protocols: readonly Protocol[];
  /** Prefix of `X-Amz-Target`, and the service's name in RPC v2 paths. */
  targetPrefix?: string;
  /** Prefix of error types in the JSON 1.0 and RPC v2 protocols. */
  errorNamespace?: string;
  /** Of answers in its main protocol. */
  contentType: string;
  /** Of answers that are nothing but bytes, when not octets. */
  blobContentType?: string;
  xmlNamespace?: string;
  errorNames: ErrorNames;
  /** How it tells of a missing parameter, when not as a validation error. */
  missingParameter?: (parameter: string) => string;
}

const JSON_ERRORS = {
  accessDenied: 'AccessDeniedException',
  unknownKey: 'UnrecognizedClientException',
  unsigned: 'MissingAuthenticationTokenException',
  unknownOperation: 'UnknownOperationException',
};

const QUERY_ERRORS = {
  accessDenied: 'AccessDenied',
  unknownKey: 'InvalidClientTokenId',
  unsigned: 'MissingAuthenticationToken',
  unknownOperation: 'InvalidAction',
};

/** Each service in one place. */
export const SERVICE_DESCRIPTIONS: Record<ServiceName, ServiceDescription> = {
  events: {
    protocols: ['json'],
    targetPrefix: 'AWSEvents',
    contentType: 'application/x-amz-json-1.1',
    errorNames: { ...JSON_ERRORS, invalid: 'ValidationException' },
  },
  iam: {
    protocols: ['query'],
    contentType: 'text/xml',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    errorNames: { ...QUERY_ERRORS, invalid: 'ValidationError' },
  },
  lambda: {
    protocols: ['rest-json'],
    contentType: 'application/json',
    blobContentType: 'application/json', // What functions answer.
    errorNames: { ...JSON_ERRORS, invalid: 'ValidationException' },
  },
  logs: {
    protocols: ['json'],
    targetPrefix: 'Logs_20140328',
    contentType: 'application/x-amz-json-1.1',
    errorNames: { ...JSON_ERRORS, invalid: 'InvalidParameterException' },
  },
  monitoring: {
    // The pinned SDK, the CLI and boto3 send JSON. SDKs of other ages and
    // languages send CBOR or Query.
    protocols: ['json', 'rpc-v2-cbor', 'query'],
    targetPrefix: 'GraniteServiceVersion20100801',
    errorNamespace: 'com.amazonaws.cloudwatch',
    contentType: 'application/x-amz-json-1.0',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    errorNames: {
      ...QUERY_ERRORS,
      invalid: 'MissingRequiredParameterException',
    },
    missingParameter: parameter => `The parameter ${parameter} is required.`,
  },
  schemas: {
    protocols: ['rest-json'],
    contentType: 'application/json',
    errorNames: {
      ...JSON_ERRORS,
      accessDenied: 'ForbiddenException',
      invalid: 'BadRequestException',
    },
  },
  sns: {
    protocols: ['query'],
    contentType: 'text/xml',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    errorNames: {
      ...QUERY_ERRORS,
      accessDenied: 'AuthorizationErrorException',
      invalid: 'ValidationError',
    },
  },
  sqs: {
    protocols: ['json', 'query'],
    targetPrefix: 'AmazonSQS',
    errorNamespace: 'com.amazonaws.sqs',
    contentType: 'application/x-amz-json-1.0',
    xmlNamespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
    errorNames: { ...QUERY_ERRORS, invalid: 'MissingParameter' },
    missingParameter: parameter =>
      `The request must contain the parameter ${parameter}.`,
  },
  sts: {
    protocols: ['query'],
    contentType: 'text/xml',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    errorNames: { ...QUERY_ERRORS, invalid: 'ValidationError' },
  },
  tagging: {
    protocols: ['json'],
    targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
    contentType: 'application/x-amz-json-1.1',
    errorNames: { ...JSON_ERRORS, invalid: 'InvalidParameterException' },
  },
};
