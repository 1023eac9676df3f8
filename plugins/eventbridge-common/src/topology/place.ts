import { Arn, parseArn } from '../aws/arn';
import { Platform } from '../platform';
import { accountName } from './accountViews';
import { Place } from './types';

/** What an ARN is and where, for people. */
export function placeOf(arn: Arn, platform: Platform): Place {
  const parts = parseArn(arn);
  const accountId = parts?.accountId ?? '';
  const kind = kindOf(parts?.service ?? '', parts?.resource ?? '');
  return {
    kind,
    name: nameOf(kind, parts?.resource ?? arn),
    arn,
    accountId,
    accountName: accountName(platform, accountId),
    region: parts?.region ?? '',
  };
}

function kindOf(service: string, resource: string): Place['kind'] {
  switch (service) {
    case 'events':
      return resource.startsWith('event-bus/') ? 'event bus' : 'other';
    case 'sqs':
      return 'queue';
    case 'lambda':
      return 'function';
    case 'sns':
      return 'topic';
    case 'logs':
      return 'log group';
    default:
      return 'other';
  }
}

function nameOf(kind: Place['kind'], resource: string): string {
  switch (kind) {
    case 'event bus':
      return resource.replace(/^event-bus\//, '');
    case 'function':
      return resource.replace(/^function:/, '');
    case 'log group':
      return resource.replace(/^log-group:/, '').replace(/:\*$/, '');
    default:
      return resource;
  }
}
