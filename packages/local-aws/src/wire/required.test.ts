import {
  SERVICE_MODELS,
  ServiceName,
  missingMembers,
  missingMessage,
  violationsMessage,
} from './index';

function missing(
  service: 'events' | 'sqs' | 'sns',
  name: string,
  input: object,
) {
  const operation = SERVICE_MODELS.get(service)?.operation(name);
  return violationsMessage(missingMembers(operation?.input, input));
}

const NULL = 'failed to satisfy constraint: Member must not be null';

describe('missingMembers', () => {
  it.each([
    ['at the top', 'events', 'PutRule', {}, ['name']],
    ['all of them', 'events', 'PutTargets', {}, ['rule', 'targets']],
    [
      'in structures of a list',
      'events',
      'PutTargets',
      { Rule: 'r', Targets: [{ Id: '1', Arn: 'a' }, { Id: '2' }, {}] },
      ['targets.2.member.arn', 'targets.3.member.id', 'targets.3.member.arn'],
    ],
    [
      'in structures of structures',
      'events',
      'PutTargets',
      { Rule: 'r', Targets: [{ Id: '1', Arn: 'a', EcsParameters: {} }] },
      ['targets.1.member.ecsParameters.taskDefinitionArn'],
    ],
    [
      'in structures of a map',
      'sqs',
      'SendMessage',
      { QueueUrl: 'u', MessageBody: 'b', MessageAttributes: { k: {} } },
      ['messageAttributes.k.member.dataType'],
    ],
    [
      'as an item of a list',
      'events',
      'PutEvents',
      { Entries: [{}, undefined] },
      ['entries.2.member'],
    ],
  ] as const)('finds what is missing %s', (_, service, name, input, paths) => {
    const count = `${paths.length} validation error${
      paths.length > 1 ? 's' : ''
    } detected: `;
    expect(missing(service, name, input)).toBe(
      count + paths.map(path => `Value null at '${path}' ${NULL}`).join('; '),
    );
  });

  it.each([
    ['events', 'PutEvents', { Entries: [] }],
    ['events', 'ListRules', {}],
    ['sns', 'Publish', { Message: '' }],
  ] as const)('finds nothing in a whole %s %s', (service, name, input) => {
    const operation = SERVICE_MODELS.get(service)?.operation(name);
    expect(missingMembers(operation?.input, input)).toEqual([]);
  });
});

describe('missingMessage', () => {
  it.each<[ServiceName, string, object, string]>([
    [
      'sqs',
      'CreateQueue',
      {},
      'The request must contain the parameter QueueName.',
    ],
    [
      'sqs',
      'SendMessageBatch',
      { QueueUrl: 'u', Entries: [{ Id: '1', MessageBody: 'b' }, { Id: '2' }] },
      'The request must contain the parameter SendMessageBatchRequestEntry.2.MessageBody.',
    ],
    [
      'sqs',
      'SendMessage',
      { QueueUrl: 'u', MessageBody: 'b', MessageAttributes: { k: {} } },
      'The request must contain the parameter MessageAttribute.1.Value.DataType.',
    ],
    [
      'monitoring',
      'PutMetricData',
      { Namespace: 'n', MetricData: [{ Value: 1 }] },
      'The parameter MetricData.member.1.MetricName is required.',
    ],
    [
      'events',
      'PutTargets',
      { Rule: 'r' },
      `1 validation error detected: Value null at 'targets' ${NULL}`,
    ],
  ])('of %s %s %j', (service, name, input, message) => {
    const model = SERVICE_MODELS.get(service);
    const missed = missingMembers(model?.operation(name)?.input, input);
    expect(missingMessage(model ?? {}, missed)).toBe(message);
  });
});

describe('violationsMessage', () => {
  const longer = 'Member must have length greater than or equal to 1';

  it.each([
    ['a text', '', "Value '' at"],
    ['a number', 0, "Value '0' at"],
    ['a boolean', false, "Value 'false' at"],
    ['nothing', undefined, 'Value null at'],
    ['null', null, 'Value null at'],
    ['no items', [], "Value '[]' at"],
    ['items', ['a', 'b'], "Value '[a, b]' at"],
    ['a map', { a: 1, b: [null] }, "Value '{a=1, b=[null]}' at"],
  ])('shows %s as AWS does', (_, value, text) => {
    expect(
      violationsMessage([{ path: 'name', value, constraint: longer }]),
    ).toBe(
      `1 validation error detected: ${text} 'name' failed to satisfy constraint: ${longer}`,
    );
  });
});
