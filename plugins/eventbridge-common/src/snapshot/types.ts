import { Arn } from '../aws/arn';
import { PolicyDocument } from '../aws/policyDocument';

/**
 * What one scan saw in one account and Region, with what it could not see.
 * Lists are sorted by ARN or name, so that two scans of an unchanged account
 * are equal text.
 *
 * @public
 */
export interface Snapshot {
  accountId: string;
  region: string;
  /** ISO 8601, when the scan ended. */
  takenAt: string;
  /** What the scan could not read; empty means the snapshot is complete. */
  unseen: UnseenPart[];
  buses: BusSnapshot[];
  registries: RegistrySnapshot[];
  queues: QueueSnapshot[];
  /** Only roles that a rule's target names. */
  roles: RoleSnapshot[];
}

/** Something a scan could not read, and what would mend it. @public */
export interface UnseenPart {
  /** For example `events:ListRules`. */
  operation: string;
  /** ARN or name of what could not be read. */
  subject: string;
  /** AWS's error code and message. */
  reason: string;
  mend: string;
}

/** An event bus as it was seen. @public */
export interface BusSnapshot {
  name: string;
  arn: Arn;
  /** Absent where the bus has no resource policy. */
  policy?: PolicyDocument;
  rules: RuleSnapshot[];
}

/** A rule and its targets as they were seen. @public */
export interface RuleSnapshot {
  name: string;
  arn: Arn;
  state: string;
  description?: string;
  /** JSON text as AWS holds it; absent on a rule that only has a schedule. */
  eventPattern?: string;
  /** The AWS service that manages this rule; such rules are left alone. */
  managedBy?: string;
  tags: Record<string, string>;
  targets: TargetSnapshot[];
}

/** One target of a rule. @public */
export interface TargetSnapshot {
  id: string;
  arn: Arn;
  roleArn?: Arn;
  deadLetterArn?: Arn;
}

/** A schema registry and the schemas in it. @public */
export interface RegistrySnapshot {
  name: string;
  schemas: SchemaSnapshot[];
}

/** A schema as it was seen: all version numbers, content of the latest. @public */
export interface SchemaSnapshot {
  name: string;
  arn: Arn;
  type: 'OpenApi3' | 'JSONSchemaDraft4';
  description?: string;
  latestVersion: string;
  /** Ascending. */
  versions: Array<{ version: string; createdAt?: string }>;
  /** Text of the latest version. */
  content: string;
  tags: Record<string, string>;
}

/** An SQS queue that a rule or Busline uses. @public */
export interface QueueSnapshot {
  name: string;
  arn: Arn;
  url: string;
  policy?: PolicyDocument;
  /** The dead-letter queue of the queue's own redrive policy. */
  redriveDeadLetterArn?: Arn;
  /** From the same redrive policy; absent where it was not read. */
  maxReceiveCount?: number;
  /** Absent where it was not read. */
  messageRetentionSeconds?: number;
  tags: Record<string, string>;
}

/** An IAM role that a target uses. @public */
export interface RoleSnapshot {
  name: string;
  arn: Arn;
  trustPolicy: PolicyDocument;
  inlinePolicies: Record<string, PolicyDocument>;
  /** Managed policies on the role; their text is not read. */
  attachedPolicyArns?: Arn[];
  tags: Record<string, string>;
}

/**
 * An account and Region as the store holds it: the last good snapshot and how
 * the newest attempt went.
 *
 * @public
 */
export interface AccountScan {
  accountId: string;
  region: string;
  /** Absent where no scan has ever worked. */
  snapshot?: Snapshot;
  /** Why the newest attempt failed as a whole; absent where it worked. */
  failure?: { at: string; reason: string; mend: string };
}
