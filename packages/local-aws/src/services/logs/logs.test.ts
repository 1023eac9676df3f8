import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteResourcePolicyCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeResourcePoliciesCommand,
  FilterLogEventsCommand,
  FilterLogEventsCommandInput,
  GetLogEventsCommand,
  GetLogEventsCommandInput,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  Clients,
  errorOf,
  HUB,
  outcomeOf,
  policy,
  putForward,
  rootOf,
} from '../../__testUtils__/clients';

const GROUP = '/aws/events/orders';
const GROUP_ARN = `arn:aws:logs:eu-west-1:${HUB}:log-group:${GROUP}`;
const DAY = 86_400;

describe('CloudWatch Logs', () => {
  let aws: LocalAws;
  let logs: Clients['logs'];

  const makeStream = (logStreamName: string) =>
    logs.send(
      new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName }),
    );

  beforeEach(async () => {
    aws = await startLocalAws({ quotas: { logEventsPerStream: 50 } });
    logs = rootOf(aws, HUB).logs;
    await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
    await makeStream('a');
  });
  afterEach(() => aws.stop());

  const put = (
    messages: (string | { timestamp: number; message: string })[],
    logStreamName = 'a',
  ) =>
    logs.send(
      new PutLogEventsCommand({
        logGroupName: GROUP,
        logStreamName,
        logEvents: messages.map(one =>
          typeof one === 'string'
            ? { timestamp: Date.now(), message: one }
            : one,
        ),
      }),
    );
  const get = (more: Partial<GetLogEventsCommandInput> = {}) =>
    logs.send(
      new GetLogEventsCommand({
        logGroupName: GROUP,
        logStreamName: 'a',
        ...more,
      }),
    );
  const filter = (more: Partial<FilterLogEventsCommandInput> = {}) =>
    logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...more }));
  const messagesOf = ({ events }: { events?: { message?: string }[] }) =>
    events?.map(({ message }) => message);

  describe('log groups', () => {
    it('are made once', async () => {
      await expect(
        errorOf(logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }))),
      ).resolves.toMatchObject({
        name: 'ResourceAlreadyExistsException',
        message: 'The specified log group already exists',
      });
    });

    it.each(['a b', 'x'.repeat(513), 'a:b'])(
      'are not called %p',
      async logGroupName => {
        await expect(
          errorOf(logs.send(new CreateLogGroupCommand({ logGroupName }))),
        ).resolves.toMatchObject({
          name: 'InvalidParameterException',
          message: expect.stringContaining("at 'logGroupName'"),
        });
      },
    );

    it('are listed in pages, by prefix and by pattern', async () => {
      for (const name of ['/a/1', '/a/2', '/b/1']) {
        await logs.send(new CreateLogGroupCommand({ logGroupName: name }));
      }
      const list = async (input: object) => {
        const { logGroups, nextToken } = await logs.send(
          new DescribeLogGroupsCommand(input),
        );
        const names = logGroups?.map(({ logGroupName }) => logGroupName);
        return { names, nextToken };
      };

      const first = await list({ limit: 2 });
      const second = await list({ limit: 2, nextToken: first.nextToken });

      expect(first.names).toEqual(['/a/1', '/a/2']);
      expect(second.names).toEqual([GROUP, '/b/1']);
      expect((await list({ logGroupNamePrefix: '/a/' })).names).toEqual([
        '/a/1',
        '/a/2',
      ]);
      expect((await list({ logGroupNamePattern: '/1' })).names).toEqual([
        '/a/1',
        '/b/1',
      ]);
    });

    it('tell about themselves', async () => {
      await put(['hello']);

      const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));

      expect(logGroups).toEqual([
        {
          logGroupName: GROUP,
          creationTime: expect.any(Number),
          metricFilterCount: 0,
          arn: `${GROUP_ARN}:*`,
          logGroupArn: GROUP_ARN,
          logGroupClass: 'STANDARD',
          storedBytes: 31,
        },
      ]);
    });

    it('are gone with all that was in them', async () => {
      await put(['hello']);

      await logs.send(new DeleteLogGroupCommand({ logGroupName: GROUP }));

      await expect(errorOf(get())).resolves.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'The specified log group does not exist.',
      });
      await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
      await makeStream('a');
      expect(messagesOf(await get())).toEqual([]);
    });

    it('have tags', async () => {
      await logs.send(
        new TagResourceCommand({
          resourceArn: GROUP_ARN,
          tags: { team: 'a', stage: 'test' },
        }),
      );
      await logs.send(
        new UntagResourceCommand({
          resourceArn: GROUP_ARN,
          tagKeys: ['stage'],
        }),
      );

      const { tags } = await logs.send(
        new ListTagsForResourceCommand({ resourceArn: GROUP_ARN }),
      );

      expect(tags).toEqual({ team: 'a' });
    });
  });

  describe('retention', () => {
    it('forgets what is older', async () => {
      await put(['old']);
      await logs.send(
        new PutRetentionPolicyCommand({
          logGroupName: GROUP,
          retentionInDays: 3,
        }),
      );

      await putForward(aws, 2 * DAY);
      const before = messagesOf(await get());
      await putForward(aws, 2 * DAY);

      expect(before).toEqual(['old']);
      expect(messagesOf(await get())).toEqual([]);
      expect(messagesOf(await filter())).toEqual([]);
    });

    it('ends', async () => {
      const retention = async () => {
        const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
        return logGroups?.[0].retentionInDays;
      };
      await logs.send(
        new PutRetentionPolicyCommand({
          logGroupName: GROUP,
          retentionInDays: 1,
        }),
      );
      const before = await retention();

      await logs.send(
        new DeleteRetentionPolicyCommand({ logGroupName: GROUP }),
      );

      expect([before, await retention()]).toEqual([1, undefined]);
    });

    it('knows only some days', async () => {
      await expect(
        errorOf(
          logs.send(
            new PutRetentionPolicyCommand({
              logGroupName: GROUP,
              retentionInDays: 2,
            }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(
          "Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5,",
        ),
      });
    });
  });

  describe('log streams', () => {
    const list = async (input: object) => {
      const { logStreams, nextToken } = await logs.send(
        new DescribeLogStreamsCommand({ logGroupName: GROUP, ...input }),
      );
      const names = logStreams?.map(({ logStreamName }) => logStreamName);
      return { names, nextToken };
    };

    it('are made once, and are gone', async () => {
      await expect(errorOf(makeStream('a'))).resolves.toMatchObject({
        name: 'ResourceAlreadyExistsException',
        message: 'The specified log stream already exists',
      });
      await logs.send(
        new DeleteLogStreamCommand({ logGroupName: GROUP, logStreamName: 'a' }),
      );
      await expect(errorOf(get())).resolves.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'The specified log stream does not exist.',
      });
    });

    it('are listed by name and by their last event, both ways, in pages', async () => {
      await makeStream('b');
      await makeStream('ab');
      const now = Date.now();
      await put([{ timestamp: now - 1000, message: 'x' }], 'b');
      await put([{ timestamp: now - 2000, message: 'x' }], 'ab');

      expect((await list({})).names).toEqual(['a', 'ab', 'b']);
      expect((await list({ descending: true })).names).toEqual([
        'b',
        'ab',
        'a',
      ]);
      const byTime = { orderBy: 'LastEventTime', descending: true };
      expect((await list(byTime)).names).toEqual(['b', 'ab', 'a']);
      const first = await list({ ...byTime, limit: 2 });
      const second = await list({
        ...byTime,
        limit: 2,
        nextToken: first.nextToken,
      });
      expect([first.names, second.names]).toEqual([['b', 'ab'], ['a']]);
      expect((await list({ logStreamNamePrefix: 'a' })).names).toEqual([
        'a',
        'ab',
      ]);
    });

    it.each([
      [{ orderBy: 'Size' }, "at 'orderBy'"],
      [{ limit: 51 }, "at 'limit'"],
      [
        { orderBy: 'LastEventTime', logStreamNamePrefix: 'a' },
        'Cannot order by LastEventTime with a logStreamNamePrefix.',
      ],
      [{ nextToken: 'x' }, 'The specified nextToken is invalid.'],
    ])('are not listed by %j', async (input, message) => {
      await expect(errorOf(list(input))).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(message),
      });
    });
  });

  describe('GetLogEvents', () => {
    const numbers = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

    it('begins at the end, and goes both ways', async () => {
      await put(numbers(1, 10));

      const last = await get({ limit: 4 });
      const before = await get({
        limit: 4,
        nextToken: last.nextBackwardToken,
      });
      const again = await get({
        limit: 4,
        nextToken: before.nextForwardToken,
      });
      const beyond = await get({ nextToken: again.nextForwardToken });

      expect(messagesOf(last)).toEqual(numbers(7, 10));
      expect(messagesOf(before)).toEqual(numbers(3, 6));
      expect(messagesOf(again)).toEqual(numbers(7, 10));
      expect(messagesOf(beyond)).toEqual([]);
      expect(beyond.nextForwardToken).toBe(again.nextForwardToken);
    });

    it('sees from the head what came meanwhile', async () => {
      await put(numbers(1, 3));
      const first = await get({ startFromHead: true });
      await put(numbers(4, 5));

      const next = await get({ nextToken: first.nextForwardToken });

      expect(messagesOf(first)).toEqual(numbers(1, 3));
      expect(messagesOf(next)).toEqual(numbers(4, 5));
    });

    it('leaves out the end of the time, and FilterLogEvents does not', async () => {
      const now = Date.now();
      await put(
        [1, 2, 3].map(i => ({ timestamp: now + i, message: String(i) })),
      );
      const time = { startTime: now + 2, endTime: now + 3 };

      expect(messagesOf(await get(time))).toEqual(['2']);
      expect(messagesOf(await filter(time))).toEqual(['2', '3']);
    });

    it('keeps the newest of a stream', async () => {
      await put(numbers(1, 60));

      const { events = [] } = await get({ startFromHead: true });

      expect(events).toHaveLength(50);
      expect(events[0].message).toBe('11');
    });
  });

  describe('PutLogEvents', () => {
    const at = (timestamp: number) => ({ timestamp, message: 'x' });

    it('takes what is neither too old nor too new', async () => {
      const now = Date.now();
      const hour = 3_600_000;

      const old = await put([
        at(now - 15 * 24 * hour),
        at(now - 15 * 24 * hour + 1),
      ]);
      const late = await put([at(now), at(now + 3 * hour)]);

      expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 2 });
      expect(late.rejectedLogEventsInfo).toEqual({
        tooNewLogEventStartIndex: 1,
      });
      expect((await get()).events).toHaveLength(1);
    });

    it.each([
      ['nothing', [], "at 'logEvents'"],
      [
        'an empty message',
        [{ timestamp: 1, message: '' }],
        'logEvents.1.member.message',
      ],
      [
        'what is not in order',
        [at(2), at(1)],
        'Log events in a single PutLogEvents request must be in chronological order.',
      ],
      [
        'more than a day',
        [at(0), at(86_400_001)],
        'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
      ],
      [
        'more than a megabyte',
        [{ timestamp: 1, message: 'x'.repeat(1_048_551) }],
        'Upload too large: 1048577 bytes exceeds limit of 1048576',
      ],
    ])('refuses %s', async (_, events, message) => {
      await expect(errorOf(put(events))).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(message),
      });
    });
  });

  describe('FilterLogEvents', () => {
    const LINES = [
      '[ERROR] order 7 failed',
      '[WARN] order 8 is late',
      '[INFO] order 9 paid',
      '{"level":"ERROR","order":{"id":7,"total":12.5},"tags":["a","b"],"ok":false,"gone":null}',
      '{"level":"INFO","order":{"id":8},"ip":"10.0.0.9","ok":true}',
    ];

    it.each<[string, number[]]>([
      ['', [0, 1, 2, 3, 4]],
      ['ERROR', [0, 3]],
      ['error', []],
      ['order failed', [0]],
      ['?failed ?late', [0, 1]],
      ['order ?failed', [0, 1, 2, 3, 4]],
      ['order -failed -level', [1, 2]],
      ['"order 8"', [1]],
      ['"is late" -"order 9"', [1]],
      ['?"order 7" ?"order 9"', [0, 2]],
      ['{ $.level = "ERROR" }', [3]],
      ['{ $.level = ERROR }', [3]],
      ['{ $.level != ERROR }', [4]],
      ['{ $.order.id = 7 }', [3]],
      ['{ $.order.id >= 7 && $.order.id < 8 }', [3]],
      ['{ $.order.total > 12.4 }', [3]],
      ['{ $.order.total > 12.5 }', []],
      ['{ $.ip = 10.0.* }', [4]],
      ['{ $.ip = "*.9" }', [4]],
      ['{ $.ip = 10*1*9 }', []],
      ['{ $.tags[1] = "b" }', [3]],
      ["{ $['level'] = INFO }", [4]],
      ['{ $.gone IS NULL }', [3]],
      ['{ $.ok IS TRUE }', [4]],
      ['{ $.ok IS FALSE }', [3]],
      ['{ $.ip NOT EXISTS }', [3]],
      ['{ ($.level = INFO || $.ok IS FALSE) && $.order.id = 8 }', [4]],
      ['{ $.level = INFO || $.ok IS FALSE && $.order.id = 8 }', [4]],
    ])('finds by %s', async (filterPattern, expected) => {
      await put(LINES);

      const found = await filter({ filterPattern });

      expect(messagesOf(found)).toEqual(expected.map(i => LINES[i]));
    });

    const ACCESS = [
      '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /a.gif HTTP/1.0" 200 1534',
      '127.0.0.1 - frank [10/Oct/2000:13:35:22 -0700] "GET /b.gif HTTP/1.0" 500 5324',
      '127.0.0.2 - anna [10/Oct/2000:13:50:35 -0700] "GET /c.gif HTTP/1.0" 404',
    ];

    it.each<[string, number[]]>([
      ['[ip, user, name, time, request, status, bytes]', [0, 1]],
      ['[ip, user, name, time, request, status]', [2]],
      ['[ip, ...]', [0, 1, 2]],
      ['[..., status = 404]', [2]],
      ['[ip, user, name = frank, ..., bytes > 1600]', [1]],
      [
        '[ip, user, name, time, request, status = 4* || status = 5*, ...]',
        [1, 2],
      ],
      [
        '[ip, user, name, time, request, status >= 200 && status < 500, ...]',
        [0, 2],
      ],
      ['[ip != 127.0.0.1, ...]', [2]],
      ['[ip, user, name, time = "10/Oct/2000:13:3*", ...]', [1]],
      ['[ip, user, name, time, request = "GET /a.gif*", ...]', [0]],
      ['[ip, user, name, time, request = "GET, POST || x", ...]', []],
    ])('finds lines by %s', async (filterPattern, expected) => {
      await put(ACCESS);

      const found = await filter({ filterPattern });

      expect(messagesOf(found)).toEqual(expected.map(i => ACCESS[i]));
    });

    it.each([
      '{ $.a = }',
      '{ $.a 1 }',
      '{ a = 1 }',
      '{ $.a = 1',
      '{ $.a = 1 } x',
      '{ $.a > x }',
      '{ $.a IS 1 }',
      '{ $.a = %x% }',
      '"open',
      'a-b',
      '%a.b%',
      '[a, b',
      '[a, 1b]',
      '[a, ..., b, ...]',
      '[a > x]',
      '[a = %x%]',
    ])('refuses the pattern %s', async filterPattern => {
      await expect(errorOf(filter({ filterPattern }))).resolves.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringMatching(/^Invalid filter pattern/),
      });
    });

    it('searches several streams in the order of time, in pages', async () => {
      await makeStream('b');
      await makeStream('c');
      const now = Date.now();
      const at = (ms: number, message: string) => [
        { timestamp: now + ms, message },
      ];
      await put(at(3, 'third'), 'a');
      await put(at(1, 'first'), 'b');
      await put(at(2, 'second'), 'b');
      await put(at(2, 'elsewhere'), 'c');

      const input = { logStreamNames: ['a', 'b'], limit: 2 };
      const first = await filter(input);
      const second = await filter({ ...input, nextToken: first.nextToken });

      expect(messagesOf(first)).toEqual(['first', 'second']);
      expect(messagesOf(second)).toEqual(['third']);
      expect(second.nextToken).toBeUndefined();
      expect(second.events?.[0]).toMatchObject({
        logStreamName: 'a',
        timestamp: now + 3,
        eventId: expect.stringMatching(/^\d{56}$/),
      });
    });
  });

  describe('resource policies', () => {
    const document = policy({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `${GROUP_ARN}:*`,
    });
    const putPolicy = (policyName: string, policyDocument = document) =>
      logs.send(new PutResourcePolicyCommand({ policyName, policyDocument }));

    it('are put, told and deleted', async () => {
      await putPolicy('events');

      const { resourcePolicies } = await logs.send(
        new DescribeResourcePoliciesCommand({}),
      );
      await logs.send(
        new DeleteResourcePolicyCommand({ policyName: 'events' }),
      );

      expect(resourcePolicies).toEqual([
        {
          policyName: 'events',
          policyDocument: document,
          lastUpdatedTime: expect.any(Number),
          policyScope: 'ACCOUNT',
        },
      ]);
      await expect(
        errorOf(
          logs.send(new DeleteResourcePolicyCommand({ policyName: 'events' })),
        ),
      ).resolves.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Policy with name [events] does not exist',
      });
    });

    it('are ten at most', async () => {
      for (let i = 0; i < 10; i++) {
        await putPolicy(`policy-${i}`);
      }

      await putPolicy('policy-0');
      await expect(errorOf(putPolicy('policy-10'))).resolves.toMatchObject({
        name: 'LimitExceededException',
        message: 'Resource limit exceeded.',
      });
    });

    it('must be policies', async () => {
      await expect(errorOf(putPolicy('x', '{}'))).resolves.toMatchObject({
        name: 'InvalidParameterException',
      });
    });
  });

  it('asks identity policies, by the ARN of the stream', async () => {
    const writer = await actAs(aws, HUB, 'writer', [
      {
        Effect: 'Allow',
        Action: 'logs:PutLogEvents',
        Resource: `${GROUP_ARN}:log-stream:a`,
      },
    ]);
    await makeStream('b');
    const attempt = (logStreamName: string) =>
      outcomeOf(
        writer.logs.send(
          new PutLogEventsCommand({
            logGroupName: GROUP,
            logStreamName,
            logEvents: [{ timestamp: Date.now(), message: 'x' }],
          }),
        ),
      );

    expect([await attempt('a'), await attempt('b')]).toEqual([
      'allowed',
      'AccessDeniedException',
    ]);
  });

  it('names what it does not have', async () => {
    await expect(
      errorOf(
        logs.send(
          new StartQueryCommand({
            logGroupName: GROUP,
            startTime: 0,
            endTime: 1,
            queryString: 'fields @message',
          }),
        ),
      ),
    ).resolves.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('StartQuery'),
    });
  });
});
