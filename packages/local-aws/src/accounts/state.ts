import type { LogConfig, RuleState, Target } from '@aws-sdk/client-eventbridge';
import type { Type } from '@aws-sdk/client-schemas';
import { EventPattern } from '@busline/event-patterns';
import { Policy } from '../policies';

/** A policy in both forms: as it was written, and read. */
export interface PolicyDocument {
  text: string;
  policy: Policy;
}

export type Tags = Map<string, string>;

/** A rule on an event bus. */
export interface Rule {
  name: string;
  arn: string;
  eventPattern?: string;
  /** The event pattern, read. */
  pattern?: EventPattern;
  scheduleExpression?: string;
  state: RuleState;
  /** Whether the pattern uses `wildcard`, which has a quota of its own. */
  hasWildcard: boolean;
  description?: string;
  roleArn?: string;
  /** The account that made the rule, which may be another than the bus's. */
  createdBy: string;
  targets: Map<string, Target>;
  tags: Tags;
}

/** An event bus and what hangs on it. */
export interface EventBus {
  name: string;
  arn: string;
  account: string;
  region: string;
  description?: string;
  kmsKeyIdentifier?: string;
  deadLetterArn?: string;
  logConfig?: LogConfig;
  policy?: PolicyDocument;
  createdAt: Date;
  modifiedAt: Date;
  rules: Map<string, Rule>;
  tags: Tags;
}

/** One version of a schema. */
export interface SchemaVersion {
  number: number;
  content: string;
  createdAt: Date;
}

/** A schema in a registry, versions oldest first. */
export interface RegistrySchema {
  name: string;
  arn: string;
  type: Type;
  description?: string;
  versions: SchemaVersion[];
  /** Numbers are not used again after a version was deleted. */
  lastVersion: number;
  modifiedAt: Date;
  tags: Tags;
}

/** A schema registry. */
export interface Registry {
  name: string;
  arn: string;
  description?: string;
  schemas: Map<string, RegistrySchema>;
  tags: Tags;
}

/** A message attribute, in the SDK's shape. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: Uint8Array;
}

/** A message in a queue. */
export interface Message {
  id: string;
  body: string;
  attributes: Map<string, MessageAttribute>;
  senderId: string;
  sentAtMs: number;
  visibleAtMs: number;
  receiveCount: number;
  firstReceivedAtMs?: number;
  receiptHandle?: string;
  /** ARN of the queue it was moved from by a redrive policy. */
  movedFrom?: string;
}

/** A standard SQS queue. */
export interface Queue {
  name: string;
  arn: string;
  account: string;
  region: string;
  /** Attributes that were set, as text, the way SQS keeps them. */
  attributes: Map<string, string>;
  policy?: PolicyDocument;
  createdAtMs: number;
  modifiedAtMs: number;
  messages: Message[];
  /** Long polls to wake when a message arrives. */
  waiting: Set<() => void>;
  tags: Tags;
}

/** An IAM role. */
export interface Role {
  name: string;
  id: string;
  arn: string;
  path: string;
  description?: string;
  maxSessionDuration: number;
  permissionsBoundary?: string;
  trust: PolicyDocument;
  policies: Map<string, PolicyDocument>;
  createdAt: Date;
  tags: Tags;
}

/** What one account holds in one Region. */
export interface RegionState {
  buses: Map<string, EventBus>;
  registries: Map<string, Registry>;
  queues: Map<string, Queue>;
}

/** What one account holds. */
export interface AccountState {
  roles: Map<string, Role>;
  regions: Map<string, RegionState>;
}

/** Credentials that AssumeRole gave out. */
export interface Session {
  account: string;
  roleName: string;
  roleId: string;
  roleArn: string;
  sessionName: string;
  sessionToken: string;
  expiresAtMs: number;
  /** The policy given to AssumeRole, which narrows the role's. */
  policy?: Policy;
}
