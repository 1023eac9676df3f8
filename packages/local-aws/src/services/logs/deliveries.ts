import type {
  DeliveryDestinationConfiguration,
  OutputFormat,
} from '@aws-sdk/client-cloudwatch-logs';
import { defineTable, PolicyDocument, Tags } from '../../accounts';

/** What writes logs: a resource with one kind of its logs. */
export interface DeliverySource {
  readonly name: string;
  readonly arn: string;
  readonly resourceArn: string;
  readonly service: string;
  readonly logType: string;
  readonly tags: Tags;
}

/** Where logs go. */
export interface DeliveryDestination {
  readonly name: string;
  readonly arn: string;
  readonly outputFormat?: OutputFormat;
  readonly configuration: Readonly<DeliveryDestinationConfiguration>;
  readonly policy?: PolicyDocument;
  readonly tags: Tags;
}

/** A source, connected with a destination. */
export interface LogDelivery {
  readonly id: string;
  readonly arn: string;
  readonly sourceName: string;
  readonly destinationArn: string;
  readonly recordFields?: readonly string[];
  readonly fieldDelimiter?: string;
  readonly tags: Tags;
}

/** The sources of an account in a Region by name. */
export const DELIVERY_SOURCES = defineTable<DeliverySource>(
  'logs/deliverySources',
  'region',
);

/** The destinations of an account in a Region by name. */
export const DELIVERY_DESTINATIONS = defineTable<DeliveryDestination>(
  'logs/deliveryDestinations',
  'region',
);

/** What connects them, by id. */
export const LOG_DELIVERIES = defineTable<LogDelivery>(
  'logs/deliveries',
  'region',
);
