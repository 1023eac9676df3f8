import { lint, parsePattern } from './index';

const found = (wanted: object, detailSchema?: object) =>
  lint(parsePattern(wanted, { maxCharacters: 4096 }), { detailSchema }).map(
    ({ path, code }) => [path, code],
  );

const inOrders = (detail: object) => ({ source: ['orders'], detail });

it.each<[string, object, [string, string][]]>([
  [
    'a field no event has',
    { source: ['a'], orders: ['x'] },
    [['orders', 'never-matches']],
  ],
  [
    'numbers beyond what AWS promises',
    inOrders({ x: [6e9, { numeric: ['<', 0.1234567] }] }),
    [['detail.x', 'imprecise-number']],
  ],
  [
    'an account as number',
    { source: ['a'], account: [123456789012] },
    [
      ['account', 'imprecise-number'],
      ['account', 'never-matches'],
    ],
  ],
  [
    'absence of what is always there',
    { source: ['a', { exists: false }] },
    [['source', 'never-matches']],
  ],
  [
    'the detail as value',
    { source: ['a'], detail: ['x'] },
    [['detail', 'never-matches']],
  ],
  [
    'absence of the detail',
    { source: ['a'], detail: [{ exists: false }] },
    [['detail', 'absent-object']],
  ],
  [
    'a field inside text',
    { source: { name: ['x'] } },
    [['source.name', 'never-matches']],
  ],
  [
    'a field inside a list of texts',
    { source: ['a'], resources: { arn: ['x'] } },
    [['resources.arn', 'never-matches']],
  ],
  [
    'an operator as field',
    inOrders({ state: { prefix: ['a'] } }),
    [['detail.state.prefix', 'operator-as-field']],
  ],
  [
    'an operator as field of the detail',
    inOrders({ prefix: ['a'] }),
    [['detail.prefix', 'operator-as-field']],
  ],
  [
    '$or of values',
    inOrders({ $or: ['a', 'b'] }),
    [['detail.$or', 'or-as-field']],
  ],
  [
    '$or of operators',
    inOrders({ $or: [{ prefix: 'a' }, { suffix: 'b' }] }),
    [['detail.$or', 'or-as-field']],
  ],
  [
    'absence of an object the pattern names',
    inOrders({ a: [{ exists: false }], 'a.b': ['x'] }),
    [['detail.a', 'absent-object']],
  ],
  ['every event', { source: [{ prefix: '' }] }, [['', 'catch-all']]],
  [
    'every event, behind $or',
    { $or: [{ source: ['a'] }, { region: [{ exists: true }] }] },
    [['', 'catch-all']],
  ],
  [
    'every event of an account',
    { account: ['123456789012'] },
    [['', 'catch-all']],
  ],
  [
    'presence alone',
    { detail: { x: [{ exists: true }] } },
    [['', 'catch-all']],
  ],
  [
    'a value twice',
    inOrders({ x: ['a', 'a'] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'a value within a prefix',
    inOrders({ x: ['ab', { prefix: 'a' }] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'a wildcard within a prefix',
    inOrders({ x: [{ prefix: 'a' }, { wildcard: 'ab*c' }] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'a range within a range',
    inOrders({ x: [{ numeric: ['>', 5] }, { numeric: ['>', 1] }] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'an address within a block',
    inOrders({ x: ['10.0.0.1', { cidr: '10.0.0.0/8' }] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'a block within a block',
    inOrders({ x: [{ cidr: '10.1.0.0/16' }, { cidr: '10.0.0.0/8' }] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'a value anything-but takes in',
    inOrders({ x: ['a', { 'anything-but': 'b' }] }),
    [['detail.x', 'redundant-value']],
  ],
  [
    'two anything-but that undo each other',
    inOrders({ x: [{ 'anything-but': 'a' }, { 'anything-but': 'b' }] }),
    [['detail.x', 'always-true']],
  ],
  [
    'present or absent',
    inOrders({ x: [{ exists: true }, { exists: false }] }),
    [['detail.x', 'always-true']],
  ],
  [
    'anything-but on resources',
    { source: ['a'], resources: [{ 'anything-but': 'arn' }] },
    [['resources', 'anything-but-list']],
  ],
  [
    'a wildcard that is a suffix',
    inOrders({ x: [{ wildcard: '*.png' }] }),
    [['detail.x', 'wildcard-unneeded']],
  ],
  [
    'a wildcard without asterisk',
    inOrders({ x: [{ wildcard: 'a\\*' }] }),
    [['detail.x', 'wildcard-unneeded']],
  ],
  [
    'many wildcards',
    inOrders({
      x: ['a', 'b', 'c', 'd', 'e', 'f'].map(text => ({
        wildcard: `*${text}*`,
      })),
    }),
    [['detail.x', 'wildcard-cost']],
  ],
  [
    'characters repeated after an asterisk',
    inOrders({ x: [{ 'anything-but': { wildcard: `*${'a'.repeat(20)}*b` } }] }),
    [['detail.x', 'wildcard-cost']],
  ],
])('finds %s', (_, wanted, expected) => {
  expect(found(wanted)).toEqual(expected);
});

const contract = {
  properties: {
    prefix: { type: 'string' },
    customer: { type: 'object', properties: { name: { type: 'string' } } },
    tags: { type: 'array', items: { type: 'string' } },
    note: { type: 'string' },
  },
};

it.each<[string, object, [string, string][]]>([
  ['a field called like an operator', { prefix: ['a'] }, []],
  [
    'absence of an object',
    { customer: [{ exists: false }] },
    [['detail.customer', 'absent-object']],
  ],
  ['absence of text', { note: [{ exists: false }] }, []],
  [
    'anything-but on a list',
    { tags: [{ 'anything-but': 'a' }] },
    [['detail.tags', 'anything-but-list']],
  ],
  ['anything-but on text', { note: [{ 'anything-but': 'a' }] }, []],
])('with a contract, judges %s', (_, detail, expected) => {
  expect(found(inOrders(detail), contract)).toEqual(expected);
});

it('says what is wrong and what would be right', () => {
  const pattern = parsePattern(inOrders({ state: { prefix: ['a'] } }));
  expect(lint(pattern)).toEqual([
    {
      path: 'detail.state.prefix',
      code: 'operator-as-field',
      message: expect.stringContaining('name of a field'),
      mend: expect.stringContaining('{"state": [{"prefix": …}]}'),
    },
  ]);
});

/** Made after the kinds of pattern that AWS documents. */
describe('has nothing to say of ordinary patterns', () => {
  it.each<[string, object]>([
    [
      'state changes of instances',
      {
        source: ['aws.ec2'],
        'detail-type': ['EC2 Instance State-change Notification'],
        detail: { state: ['terminated', 'stopped'] },
      },
    ],
    ['several sources', { source: ['aws.ec2', 'aws.fargate'] }],
    [
      'API calls',
      {
        source: ['aws.s3'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['s3.amazonaws.com'],
          eventName: [{ prefix: 'Put' }, { prefix: 'Delete' }],
        },
      },
    ],
    [
      'objects in a bucket',
      {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: ['photos'] },
          object: { key: [{ suffix: '.png' }], size: [{ numeric: ['>', 0] }] },
        },
      },
    ],
    [
      'a resource',
      {
        source: ['aws.ec2'],
        resources: [{ prefix: 'arn:aws:ec2:eu-central-1:123456789012:' }],
      },
    ],
    [
      'sources of a team',
      { source: [{ prefix: 'com.example.' }], region: ['eu-central-1'] },
    ],
    ['a day', { source: ['orders'], time: [{ prefix: '2026-11-27' }] }],
    [
      'all but some states',
      inOrders({ state: [{ 'anything-but': ['draft', 'test'] }] }),
    ],
    [
      'all but a prefix',
      inOrders({ id: [{ 'anything-but': { prefix: 'x-' } }] }),
    ],
    ['absence of a field', inOrders({ error: [{ exists: false }] })],
    ['empty or absent', inOrders({ error: ['', null, { exists: false }] })],
    ['a range', inOrders({ total: [{ numeric: ['>', 0, '<=', 5] }] })],
    ['addresses', inOrders({ ip: [{ cidr: '10.0.0.0/24' }] })],
    ['any case', inOrders({ name: [{ 'equals-ignore-case': 'alice' }] })],
    ['paths', inOrders({ path: [{ wildcard: '*/lib/*' }] })],
    ['files of a folder', inOrders({ path: [{ wildcard: 'dir/*.png' }] })],
    [
      'paths left out',
      inOrders({ path: [{ 'anything-but': { wildcard: '*/lib/*' } }] }),
    ],
    [
      'one of several fields',
      inOrders({
        $or: [
          { count: [{ numeric: ['>', 0, '<=', 5] }] },
          { limit: [{ numeric: ['=', 3.018e2] }] },
        ],
      }),
    ],
    ['values of two types', inOrders({ flag: [true, 'yes', 1] })],
    [
      'a range or its end',
      inOrders({ n: [{ numeric: ['<', 1] }, { numeric: ['>', 5] }] }),
    ],
  ])('%s', (_, wanted) => {
    expect(found(wanted)).toEqual([]);
  });
});
