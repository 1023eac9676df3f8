import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { defineTable, Place, PolicyDocument, Tags } from '../../accounts';
import { MessageAttribute } from '../sqs/state';

/** What CreateFunction and UpdateFunctionConfiguration set. */
export type FunctionSettings = Readonly<
  Pick<
    FunctionConfiguration,
    | 'Architectures'
    | 'CodeSha256'
    | 'CodeSize'
    | 'DeadLetterConfig'
    | 'Description'
    | 'Environment'
    | 'EphemeralStorage'
    | 'Handler'
    | 'KMSKeyArn'
    | 'LoggingConfig'
    | 'MemorySize'
    | 'PackageType'
    | 'Role'
    | 'Runtime'
    | 'Timeout'
    | 'TracingConfig'
  >
>;

/** How a function takes events that nobody waits for. */
export interface EventInvoke {
  readonly maxRetries?: number;
  readonly maxAgeSeconds?: number;
  /** ARNs of where records of what came of them go. */
  readonly onSuccess?: string;
  readonly onFailure?: string;
  readonly modifiedAt: Date;
}

/** A Lambda function. Where it runs is among the options of local AWS. */
export interface LambdaFunction extends Place {
  readonly name: string;
  readonly arn: string;
  readonly settings: FunctionSettings;
  readonly modifiedAt: Date;
  readonly revisionId: string;
  readonly policy?: PolicyDocument;
  readonly eventInvoke?: EventInvoke;
  /** Nobody made it: it is there because the options name it. */
  readonly isNamedByOptions?: true;
  readonly tags: Tags;
}

/** The functions of an account in a Region by name. */
export const FUNCTIONS = defineTable<LambdaFunction>(
  'lambda/functions',
  'region',
);

export const functionArn = ({ region, account }: Place, name: string) =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;

/** What a function sends when an event is done with. */
export interface FunctionResult {
  /** JSON. */
  body: string;
  /** For queues. */
  attributes?: ReadonlyMap<string, MessageAttribute>;
  /** For event buses. */
  detailType: string;
}
