import { LoggerService } from '@backstage/backend-plugin-api';
import { RunLogEntry } from '@busline/backstage-plugin-eventbridge-common';

/** Writes one line of a run to a task's log, with its ARN for copying. */
export function logRunEntry(logger: LoggerService, entry: RunLogEntry): void {
  const line = entry.message.replace(/\s+/g, ' ').trim();
  logger[entry.level](
    entry.arn && !line.includes(entry.arn) ? `${line} ${entry.arn}` : line,
  );
}
