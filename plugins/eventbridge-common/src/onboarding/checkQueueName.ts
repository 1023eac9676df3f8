import { Finding } from '../findings/finding';
import { fieldProblem } from './problem';

/** "Amazon SQS message quotas", queue name; four are kept for `-dlq`. */
const MAX_LENGTH = 76;

/** What SQS and a subscription ask of a queue name that a person chose. */
export function checkQueueName(name: string | undefined): Finding[] {
  if (name === undefined) {
    return [];
  }
  const problems: Finding[] = [];
  if (name.endsWith('.fifo')) {
    problems.push(
      fieldProblem(
        'target.name',
        'queue-name-fifo',
        `Queue ${name} is a FIFO queue, which a subscription cannot deliver to`,
        'Choose a standard queue: a name without .fifo',
      ),
    );
  } else if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    problems.push(
      fieldProblem(
        'target.name',
        'queue-name-malformed',
        `Queue name ${name} has characters other than letters, digits, hyphen and underscore`,
        'Use letters, digits, hyphens and underscores',
      ),
    );
  }
  if (name.length > MAX_LENGTH) {
    problems.push(
      fieldProblem(
        'target.name',
        'queue-name-too-long',
        `Queue name has ${name.length} characters, the limit is ${MAX_LENGTH}, which leaves room for the name of its dead-letter queue`,
        'Shorten it, or leave it empty',
      ),
    );
  }
  return problems;
}
