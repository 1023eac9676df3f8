import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { SchemasClient } from '@aws-sdk/client-schemas';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AwsCredentialIdentity } from '@aws-sdk/types';

/** How to reach the AWS APIs in the name of an account. */
export interface AwsAccess {
  endpoint?: string;
  region: string;
  credentialsFor(accountId: string): Promise<AwsCredentialIdentity>;
}

/** The AWS clients of one account and Region. */
export interface AccountClients {
  accountId: string;
  region: string;
  events: EventBridgeClient;
  iam: IAMClient;
  schemas: SchemasClient;
  sqs: SQSClient;
  /** Closes the connections the clients hold open. */
  destroy(): void;
}

/** Makes the clients of one account. */
export function createAccountClients(
  access: AwsAccess,
  accountId: string,
): AccountClients {
  const config = {
    region: access.region,
    // The clients ask again shortly before temporary credentials expire.
    credentials: () => access.credentialsFor(accountId),
    ...(access.endpoint ? { endpoint: access.endpoint } : {}),
  };
  const events = new EventBridgeClient(config);
  const iam = new IAMClient(config);
  const schemas = new SchemasClient(config);
  const sqs = new SQSClient(config);
  return {
    accountId,
    region: access.region,
    events,
    iam,
    schemas,
    sqs,
    destroy() {
      [events, iam, schemas, sqs].forEach(client => client.destroy());
    },
  };
}
