/** The parts of an ARN. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** Splits an ARN; `undefined` when the text is not one. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...resource] =
    text.split(':');
  if (arn !== 'arn' || !partition || !service || resource.length === 0) {
    return undefined;
  }
  return { partition, service, region, account, resource: resource.join(':') };
}

/** An account in a Region: what most ARNs are made of. */
export interface Place {
  account: string;
  region: string;
}

export const busArn = ({ region, account }: Place, name: string) =>
  `arn:aws:events:${region}:${account}:event-bus/${name}`;

/** A rule of the default bus leaves the bus out of its ARN. */
export const ruleArn = (
  { region, account }: Place,
  bus: string,
  rule: string,
) =>
  bus === 'default'
    ? `arn:aws:events:${region}:${account}:rule/${rule}`
    : `arn:aws:events:${region}:${account}:rule/${bus}/${rule}`;

export const queueArn = ({ region, account }: Place, name: string) =>
  `arn:aws:sqs:${region}:${account}:${name}`;

export const registryArn = ({ region, account }: Place, name: string) =>
  `arn:aws:schemas:${region}:${account}:registry/${name}`;

export const schemaArn = (
  { region, account }: Place,
  registry: string,
  schema: string,
) => `arn:aws:schemas:${region}:${account}:schema/${registry}/${schema}`;

export const roleArn = (account: string, path: string, name: string) =>
  `arn:aws:iam::${account}:role${path}${name}`;
