import { Access } from '../../calls/operation';

/** Metrics have no ARN: CloudWatch's policies name `*` for them. */
export function metricAccess(action: string): () => Access {
  return () => ({ action: `cloudwatch:${action}`, resourceArn: '*' });
}
