import type {
  ConnectionAuthorizationType,
  ConnectionState,
  CreateConnectionAuthRequestParameters,
} from '@aws-sdk/client-eventbridge';
import { Accounts, defineTable, parseArn, Place } from '../../accounts';

/** How API destinations authenticate to an endpoint. */
export interface Connection extends Place {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly authorizationType: ConnectionAuthorizationType;
  /** With the secret values, which no answer may give away. */
  readonly authParameters: CreateConnectionAuthRequestParameters;
  readonly secretArn: string;
  readonly kmsKeyIdentifier?: string;
  readonly state: ConnectionState;
  readonly stateReason?: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly authorizedAt?: Date;
}

/** Connections by name. */
export const CONNECTIONS = defineTable<Connection>(
  'events/connections',
  'region',
);

export const connectionArn = (
  { region, account }: Place,
  name: string,
  id = '*',
) => `arn:aws:events:${region}:${account}:connection/${name}/${id}`;

/** The connection of an ARN, if it is still there. */
export function connectionAt(
  accounts: Accounts,
  text: string,
): Connection | undefined {
  const arn = parseArn(text);
  const [, name = ''] = arn?.resource.split('/') ?? [];
  const connection = arn && accounts.table(CONNECTIONS, arn).get(name);
  return connection?.arn === text ? connection : undefined;
}
