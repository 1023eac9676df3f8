import { allows, PolicyRequest } from '../../aws/allows';
import { AccountRegion, Arn, queueArn } from '../../aws/arn';
import { isSameStatement } from '../../aws/mergeStatements';
import { asList, PolicyStatement } from '../../aws/policyDocument';
import { TAGS } from '../../aws/tags';
import { Ground } from '../ground';
import { queueStatementId } from '../names';
import { DesiredResource } from '../plan';
import { fieldProblem } from '../problem';
import { draft, Draft, seen, tagDifferences } from './draft';

/** The longest SQS allows, so that people have time to look. */
const DEAD_LETTER_RETENTION_SECONDS = 1_209_600;

/** Receives before a message is taken for undeliverable. */
const MAX_RECEIVE_COUNT = 5;

/** A queue that a rule sends to. */
export interface WantedQueue {
  at: AccountRegion;
  name: string;
  why: string;
  /** The rule that sends to the queue. */
  fromRule: Arn;
  /** Absent on a queue that is itself a dead-letter queue. */
  deadLetterArn?: Arn;
  tags: Record<string, string>;
  componentRef: string;
}

/** The queue of a subscription, or its dead-letter queue. */
export function draftQueue(ground: Ground, wanted: WantedQueue): Draft {
  const { at, name, why, fromRule, deadLetterArn, componentRef } = wanted;
  const arn = queueArn(at, name);
  const sighting = ground.aws.queue(arn);
  const queue = seen(sighting);
  const isOwn = !queue || queue.tags[TAGS.managedBy] !== undefined;
  // A queue somebody made by hand keeps its tags; the rule tells whose it is.
  const tags = isOwn ? wanted.tags : {};

  const statement = sendStatement(arn, fromRule);
  const own = asList(queue?.policy?.Statement).find(
    ({ Sid }) => Sid === statement.Sid,
  );
  const isLetIn =
    allows(queue?.policy, sendRequest(arn, fromRule, at)) === 'allowed';
  const policyStatements = own || !isLetIn ? [statement] : [];

  const differences: string[] = [];
  if (queue && own && !isSameStatement(own, statement)) {
    differences.push(`policy: statement ${statement.Sid} is set right`);
  } else if (queue && !own && !isLetIn) {
    differences.push(`policy: adds statement ${statement.Sid}`);
  }
  const redrive = redriveOf(queue, deadLetterArn);
  if (queue && redrive && !queue.redriveDeadLetterArn) {
    differences.push(
      `redrive: none → ${deadLetterArn} after ${MAX_RECEIVE_COUNT} receives`,
    );
  }
  if (queue) {
    differences.push(...tagDifferences(tags, queue.tags));
  }

  const desired: DesiredResource = {
    kind: 'queue',
    name,
    policyStatements,
    ...(redrive ? { redrive } : {}),
    // Only at creation: what people set since is theirs.
    ...(!queue && !deadLetterArn
      ? { messageRetentionSeconds: DEAD_LETTER_RETENTION_SECONDS }
      : {}),
    tags,
  };
  const drafted = draft(ground, {
    at,
    arn,
    title: `queue ${name}`,
    why,
    desired,
    sighting,
    differences,
  });
  const owner = queue?.tags[TAGS.component];
  if (owner && owner.toLowerCase() !== componentRef.toLowerCase()) {
    drafted.problems.push(
      fieldProblem(
        'target.name',
        'queue-of-another-component',
        `Queue ${name} belongs to ${owner}`,
        'Choose another queue name, or leave it empty for one of its own',
      ),
    );
  }
  return drafted;
}

/**
 * "Using resource-based policies for Amazon EventBridge", permissions for SQS:
 * the service may send for this one rule and no other.
 */
function sendStatement(
  queue: Arn,
  rule: Arn,
): PolicyStatement & { Sid: string } {
  return {
    Sid: queueStatementId(rule),
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queue,
    Condition: { ArnEquals: { 'aws:SourceArn': rule } },
  };
}

function sendRequest(queue: Arn, rule: Arn, at: AccountRegion): PolicyRequest {
  return {
    action: 'sqs:SendMessage',
    resource: queue,
    principal: { kind: 'service', service: 'events.amazonaws.com' },
    context: { 'aws:SourceArn': rule, 'aws:SourceAccount': at.accountId },
  };
}

/** A redrive policy that is there is left as it is. */
function redriveOf(
  queue: { redriveDeadLetterArn?: Arn; maxReceiveCount?: number } | undefined,
  deadLetterArn: Arn | undefined,
): { deadLetterArn: Arn; maxReceiveCount: number } | undefined {
  if (!queue?.redriveDeadLetterArn) {
    return (
      deadLetterArn && { deadLetterArn, maxReceiveCount: MAX_RECEIVE_COUNT }
    );
  }
  return queue.maxReceiveCount === undefined
    ? undefined
    : {
        deadLetterArn: queue.redriveDeadLetterArn,
        maxReceiveCount: queue.maxReceiveCount,
      };
}
