import { Arn } from '../aws/arn';
import { PolicyDocument, PolicyStatement } from '../aws/policyDocument';
import { Finding } from '../findings/finding';
import { EventTypeKey } from '../topology/types';

/**
 * The ordered list of changes that turns the observed state into the wanted
 * one. Applying the changes in order never lets an event into a place that is
 * not ready for it.
 *
 * @public
 */
export interface Plan {
  kind: 'publication' | 'subscription';
  eventType: EventTypeKey & { id: string; entityRef: string };
  component: { ref: string; title: string };
  /** One sentence for people. */
  summary: string;
  /** Empty where the plan has {@link Plan.problems}. */
  changes: Change[];
  /** Reasons to refuse; nothing is applied while there are any. */
  problems: Finding[];
  /** Worth knowing, but no reason to refuse. */
  findings: Finding[];
  /** Set on a subscription: where the events will arrive. */
  delivery?: {
    accountId: string;
    region: string;
    queueName: string;
    queueArn: Arn;
    /** Where an event waits that could not be delivered. */
    deadLetterQueueName: string;
  };
}

/** One resource and what happens to it. @public */
export interface Change {
  /** Unique in the plan and stable over runs: kind, account, Region and name. */
  id: string;
  effect: 'create' | 'change' | 'keep';
  accountId: string;
  accountName: string;
  region: string;
  /** Human kind and name: `rule access-granted-to-delivery on bus hub`. */
  title: string;
  /** One sentence: what it is for. */
  why: string;
  /** What differs from what was observed; set where the effect is `change`. */
  differences?: string[];
  arn: Arn;
  desired: DesiredResource;
}

/** A resource as Busline wants it. @public */
export type DesiredResource =
  | { kind: 'event-bus'; name: string; tags: Record<string, string> }
  | {
      kind: 'bus-policy-statement';
      busName: string;
      statement: PolicyStatement & { Sid: string };
    }
  | {
      kind: 'role';
      name: string;
      description: string;
      trustPolicy: PolicyDocument;
      /** Busline owns these inline policies; others on the role are left alone. */
      inlinePolicies: Record<string, PolicyDocument>;
      tags: Record<string, string>;
    }
  | {
      kind: 'rule';
      busName: string;
      name: string;
      description: string;
      /** JSON text. */
      eventPattern: string;
      tags: Record<string, string>;
    }
  | {
      kind: 'target';
      busName: string;
      ruleName: string;
      id: string;
      arn: Arn;
      roleArn?: Arn;
      deadLetterArn?: Arn;
    }
  | {
      kind: 'queue';
      name: string;
      /** Statements Busline owns, matched by Sid; others are kept. */
      policyStatements: Array<PolicyStatement & { Sid: string }>;
      redrive?: { deadLetterArn: Arn; maxReceiveCount: number };
      /** 60 to 1,209,600. */
      messageRetentionSeconds?: number;
      tags: Record<string, string>;
    }
  | { kind: 'registry'; name: string; description: string }
  | {
      kind: 'schema';
      registryName: string;
      name: string;
      type: 'JSONSchemaDraft4';
      /** Canonical text, so that equal contracts are equal text. */
      content: string;
      description?: string;
      tags: Record<string, string>;
    };
