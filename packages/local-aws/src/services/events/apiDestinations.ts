import type {
  ApiDestinationHttpMethod,
  ApiDestinationState,
} from '@aws-sdk/client-eventbridge';
import { Accounts, Arn, defineTable, Place } from '../../accounts';
import { connectionAt } from './connections';

/** An HTTP endpoint that rules can call. */
export interface ApiDestination extends Place {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly connectionArn: string;
  /** Its path may hold `*` for the path parameters of a target. */
  readonly invocationEndpoint: string;
  readonly httpMethod: ApiDestinationHttpMethod;
  readonly ratePerSecond: number;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** API destinations by name. */
export const API_DESTINATIONS = defineTable<ApiDestination>(
  'events/apiDestinations',
  'region',
);

export const apiDestinationArn = (
  { region, account }: Place,
  name: string,
  id = '*',
) => `arn:aws:events:${region}:${account}:api-destination/${name}/${id}`;

/** The API destination of an ARN, if it is still there. */
export function apiDestinationAt(
  accounts: Accounts,
  arn: Arn,
  text: string,
): ApiDestination | undefined {
  const [, name = ''] = arn.resource.split('/');
  const destination = accounts.table(API_DESTINATIONS, arn).get(name);
  return destination?.arn === text ? destination : undefined;
}

/** An API destination works while its connection is authorized. */
export function stateOf(
  accounts: Accounts,
  { connectionArn }: ApiDestination,
): ApiDestinationState {
  return connectionAt(accounts, connectionArn)?.state === 'AUTHORIZED'
    ? 'ACTIVE'
    : 'INACTIVE';
}
