import { Violation } from '../../wire/errors';
import { invalidParameter, refuseViolations } from './errors';

const MAX_NAME = 512;

function checkName(
  path: string,
  value: string,
  pattern: RegExp,
  shownPattern: string,
): Violation[] {
  const violations: Violation[] = [];
  if (value.length === 0) {
    const constraint = 'Member must have length greater than or equal to 1';
    violations.push({ path, value, constraint });
  }
  if (value.length > MAX_NAME) {
    const constraint = `Member must have length less than or equal to ${MAX_NAME}`;
    violations.push({ path, value, constraint });
  }
  if (value.length > 0 && !pattern.test(value)) {
    const constraint = `Member must satisfy regular expression pattern: ${shownPattern}`;
    violations.push({ path, value, constraint });
  }
  return violations;
}

/** @throws `InvalidParameterException` for what no log group may be called */
export function checkGroupName(name: string): void {
  refuseViolations(
    checkName(
      'logGroupName',
      name,
      /^[.\-_/#A-Za-z0-9]+$/,
      '[\\.\\-_/#A-Za-z0-9]+',
    ),
  );
}

/** @throws `InvalidParameterException` for what no log stream may be called */
export function checkStreamName(name: string): void {
  refuseViolations(checkName('logStreamName', name, /^[^:*]*$/, '[^:*]*'));
}

/** The size of a page. @throws `InvalidParameterException` */
export function checkLimit(
  limit: number | undefined,
  max: number,
  usual: number = max,
): number {
  if (limit !== undefined && limit < 1) {
    refuseViolations([
      {
        path: 'limit',
        value: limit,
        constraint: 'Member must have value greater than or equal to 1',
      },
    ]);
  }
  if (limit !== undefined && limit > max) {
    refuseViolations([
      {
        path: 'limit',
        value: limit,
        constraint: `Member must have value less than or equal to ${max}`,
      },
    ]);
  }
  return limit ?? usual;
}

export const invalidToken = () =>
  invalidParameter('The specified nextToken is invalid.');
