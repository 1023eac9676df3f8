import { parseArn } from '../../accounts';

/**
 * Why an ARN is no dead-letter queue, if it is not: it must be a standard SQS
 * queue in the same Region ("Using dead-letter queues to process undelivered
 * events"). Whether it is there is not asked.
 */
export function deadLetterProblem(
  text: string | undefined,
  region: string,
): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  const arn = parseArn(text);
  if (!arn) {
    return `Parameter ${text} is not valid. Reason: Provided Arn is not in correct format.`;
  }
  if (arn.service !== 'sqs') {
    return `${arn.service} is not supported as a dead letter resource.`;
  }
  if (arn.resource.endsWith('.fifo')) {
    return 'SQS FIFO is not supported by Dead Letter Queues.';
  }
  return arn.region === region
    ? undefined
    : `Parameter ${text} is not valid. Reason: The dead letter queue must be in the Region ${region}.`;
}
