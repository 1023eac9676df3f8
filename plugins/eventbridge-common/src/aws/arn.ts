/**
 * An Amazon Resource Name, `arn:partition:service:region:account:resource`.
 *
 * @public
 */
export type Arn = string & { readonly __brand?: 'Arn' };

/** The parts of an {@link Arn}. @public */
export interface ArnParts {
  partition: string;
  service: string;
  /** Empty for global services such as IAM. */
  region: string;
  /** Empty for resources that no account owns. */
  accountId: string;
  /** All that follows the account, for example `rule/hub/orders`. */
  resource: string;
}

/**
 * Splits an ARN into its parts, or gives `undefined` where the text is not one.
 * The resource part may itself contain colons ("Identify AWS resources with
 * ARNs", IAM user guide).
 *
 * @public
 */
export function parseArn(text: string): ArnParts | undefined {
  const [prefix, partition, service, region, accountId, ...resource] =
    text.split(':');
  if (prefix !== 'arn' || !partition || !service || resource.length === 0) {
    return undefined;
  }
  return {
    partition,
    service,
    region,
    accountId,
    resource: resource.join(':'),
  };
}

/** Where a Regional resource is. @public */
export interface AccountRegion {
  accountId: string;
  region: string;
}

/** The ARN of an event bus. @public */
export function eventBusArn(at: AccountRegion, busName: string): Arn {
  return `arn:aws:events:${at.region}:${at.accountId}:event-bus/${busName}`;
}

/**
 * The ARN of a rule; rules on the default bus leave the bus out ("Actions,
 * resources, and condition keys for Amazon EventBridge").
 *
 * @public
 */
export function ruleArn(
  at: AccountRegion,
  busName: string,
  ruleName: string,
): Arn {
  const path = busName === 'default' ? ruleName : `${busName}/${ruleName}`;
  return `arn:aws:events:${at.region}:${at.accountId}:rule/${path}`;
}

/** The ARN of an SQS queue. @public */
export function queueArn(at: AccountRegion, queueName: string): Arn {
  return `arn:aws:sqs:${at.region}:${at.accountId}:${queueName}`;
}

/** The ARN of an IAM role; IAM has no Regions. @public */
export function roleArn(accountId: string, roleName: string): Arn {
  return `arn:aws:iam::${accountId}:role/${roleName}`;
}

/** The ARN of a schema registry. @public */
export function registryArn(at: AccountRegion, registryName: string): Arn {
  return `arn:aws:schemas:${at.region}:${at.accountId}:registry/${registryName}`;
}

/** The ARN of a schema. @public */
export function schemaArn(
  at: AccountRegion,
  registryName: string,
  schemaName: string,
): Arn {
  return `arn:aws:schemas:${at.region}:${at.accountId}:schema/${registryName}/${schemaName}`;
}

/** The ARN that stands for an account as a principal. @public */
export function accountRootArn(accountId: string): Arn {
  return `arn:aws:iam::${accountId}:root`;
}
