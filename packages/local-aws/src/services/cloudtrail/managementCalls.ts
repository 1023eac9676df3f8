import { ServiceName } from '../../wire/model';

/**
 * Calls on data rather than on resources ("Logging data events"). CloudTrail
 * leaves them out unless a trail asks for them.
 */
const DATA_CALLS: Partial<Record<ServiceName, readonly string[]>> = {
  events: ['PutEvents', 'PutPartnerEvents'],
  lambda: ['Invoke', 'InvokeAsync', 'InvokeWithResponseStream'],
  logs: ['PutLogEvents', 'StartLiveTail'],
  monitoring: ['PutMetricData'],
  sns: ['Publish', 'PublishBatch'],
  sqs: [
    'ChangeMessageVisibility',
    'ChangeMessageVisibilityBatch',
    'DeleteMessage',
    'DeleteMessageBatch',
    'ReceiveMessage',
    'SendMessage',
    'SendMessageBatch',
  ],
};

/** Services whose calls are recorded. Assuming a role changes nothing. */
const RECORDED: ReadonlySet<ServiceName> = new Set<ServiceName>([
  'events',
  'iam',
  'lambda',
  'logs',
  'monitoring',
  'schemas',
  'sns',
  'sqs',
  'tagging',
]);

const READING =
  /^(Describe|Get|List|Search|Test|Filter|Simulate|Check|Export|Generate|StartQuery|StopQuery)/;

/** Whether a call manages resources and changes something. */
export function isManagementWrite(
  service: ServiceName,
  operation: string,
): boolean {
  return (
    RECORDED.has(service) &&
    !READING.test(operation) &&
    !DATA_CALLS[service]?.includes(operation)
  );
}

/** Lambda's calls are recorded under the names of its API's versions. */
const LAMBDA_NAMES: Readonly<Record<string, string>> = {
  AddPermission: 'AddPermission20150331v2',
  CreateAlias: 'CreateAlias20150331',
  CreateEventSourceMapping: 'CreateEventSourceMapping20150331',
  CreateFunction: 'CreateFunction20150331',
  DeleteAlias: 'DeleteAlias20150331',
  DeleteEventSourceMapping: 'DeleteEventSourceMapping20150331',
  DeleteFunction: 'DeleteFunction20150331',
  PublishVersion: 'PublishVersion20150331',
  RemovePermission: 'RemovePermission20150331v2',
  TagResource: 'TagResource20170331v2',
  UntagResource: 'UntagResource20170331v2',
  UpdateAlias: 'UpdateAlias20150331',
  UpdateEventSourceMapping: 'UpdateEventSourceMapping20150331',
  UpdateFunctionCode: 'UpdateFunctionCode20150331v2',
  UpdateFunctionConfiguration: 'UpdateFunctionConfiguration20150331v2',
};

/** The name under which CloudTrail records an operation. */
export function eventName(service: ServiceName, operation: string): string {
  return service === 'lambda' && Object.hasOwn(LAMBDA_NAMES, operation)
    ? LAMBDA_NAMES[operation]
    : operation;
}
