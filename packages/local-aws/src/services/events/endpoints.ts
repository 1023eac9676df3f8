import type {
  EndpointEventBus,
  ReplicationConfig,
  RoutingConfig,
} from '@aws-sdk/client-eventbridge';
import { Accounts, defineTable, parseArn, Place } from '../../accounts';
import { invalidParameter } from './errors';

/** A global endpoint: one bus in each of two Regions under one address. */
export interface GlobalEndpoint extends Place {
  readonly name: string;
  readonly arn: string;
  readonly endpointId: string;
  readonly description?: string;
  readonly routingConfig: RoutingConfig;
  readonly replicationConfig: ReplicationConfig;
  readonly eventBuses: readonly EndpointEventBus[];
  readonly roleArn?: string;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** Global endpoints by name, in their primary Region. */
export const ENDPOINTS = defineTable<GlobalEndpoint>(
  'events/endpoints',
  'region',
);

export const endpointArn = ({ region, account }: Place, name: string) =>
  `arn:aws:events:${region}:${account}:endpoint/${name}`;

/**
 * The ARN of the bus that an entry for a global endpoint goes to: the one in
 * the primary Region, which here is never unhealthy.
 *
 * @throws `ValidationException`
 */
export function endpointBus(
  accounts: Accounts,
  endpointId: string,
  nameOrArn = 'default',
): string {
  for (const { table } of accounts.tablesOf(ENDPOINTS)) {
    for (const endpoint of table.values()) {
      if (endpoint.endpointId === endpointId) {
        const wanted = nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
        const primary = endpoint.eventBuses.find(
          ({ EventBusArn = '' }) =>
            parseArn(EventBusArn)?.region === endpoint.region &&
            EventBusArn.endsWith(`:event-bus/${wanted}`),
        )?.EventBusArn;
        if (primary === undefined) {
          throw invalidParameter(
            'EventBusName',
            `Endpoint ${endpointId} has no event bus ${wanted}.`,
          );
        }
        return primary;
      }
    }
  }
  throw invalidParameter(
    'EndpointId',
    `Endpoint ${endpointId} does not exist.`,
  );
}
