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
