import { SERVICES } from '../../services';
import { readSdkModel } from '../../wire/models/__testUtils__/readSdkModel';
import { SDK_CLIENTS } from '../../wire/models/__testUtils__/sdkClients';
import { ServiceName } from '../../wire/services';

const TITLES: Record<ServiceName, string> = {
  events: 'EventBridge',
  schemas: 'EventBridge Schemas',
  sqs: 'SQS',
  sns: 'SNS',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  monitoring: 'CloudWatch',
  tagging: 'Resource Groups Tagging',
  iam: 'IAM',
  sts: 'STS',
};

/** Where the table stands in the README. */
export const START = '<!-- coverage: written by `yarn coverage` -->';
export const END = '<!-- end of coverage -->';

/** Services whose missing operations are few enough to be named. */
const NAMED_WHEN_AT_MOST = 12;

interface Coverage {
  service: ServiceName;
  has: string[];
  lacks: string[];
}

/** What of each service's API local AWS has. */
export function coverage(): Coverage[] {
  return (Object.keys(TITLES) as ServiceName[]).map(service => {
    const all = Object.keys(readSdkModel(SDK_CLIENTS[service]).operations);
    const has = all.filter(name => SERVICES[service].has(name)).sort();
    const lacks = all.filter(name => !SERVICES[service].has(name)).sort();
    return { service, has, lacks };
  });
}

function describeLacks({ has, lacks }: Coverage): string {
  if (lacks.length === 0) {
    return 'all';
  }
  const names = (list: string[]) => list.map(name => `\`${name}\``).join(', ');
  return lacks.length <= NAMED_WHEN_AT_MOST
    ? `all but ${names(lacks)}`
    : names(has);
}

/** The README's table: how many operations of how many, and which. */
export function coverageTable(): string {
  const rows = coverage().map(item => {
    const total = item.has.length + item.lacks.length;
    return `| ${TITLES[item.service]} | ${
      item.has.length
    } / ${total} | ${describeLacks(item)} |`;
  });
  return [
    '| service | operations | which |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}
