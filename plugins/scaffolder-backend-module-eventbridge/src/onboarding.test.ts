import { withFaults } from '@busline/local-aws';
import {
  dryRunAction,
  dryRunTemplate,
  runTemplate,
} from './__testUtils__/runTemplate';
import { startPlatform } from './__testUtils__/startPlatform';

jest.setTimeout(60_000);

const ARN = /arn:aws:[\w-]+:[\w-]*:\d{12}:\S+$/;

/** Runs against local AWS with the demo organisation in it. */
describe('onboarding by template', () => {
  let platform: Awaited<ReturnType<typeof startPlatform>>;
  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(() => platform.stop());

  describe('subscribe to an event', () => {
    const values = {
      component: 'component:default/delivery-service',
      eventType: 'com.larkgate.access@Access granted',
    };
    const subscribe = () =>
      runTemplate(platform.server, 'subscribe-to-event', values);
    const tryOut = () =>
      dryRunTemplate(platform.server, 'subscribe-to-event', values);

    it('tells in a dry run what it would do, and does nothing', async () => {
      const { status, log } = await tryOut();

      expect(status).toBe('completed');
      const wouldCreate = log.filter(line =>
        line.startsWith('info: would create '),
      );
      expect(wouldCreate.length).toBeGreaterThan(3);
      for (const line of wouldCreate) {
        expect(line).toMatch(ARN);
      }
      expect(log).toContainEqual(
        expect.stringMatching(
          /would send a test event com\.larkgate\.access@Access granted .* wait up to 60 s for it in queue /,
        ),
      );
      expect((await tryOut()).log).toEqual(log);
    });

    it('creates what is missing, and proves it with an event', async () => {
      const { status, error, log, output } = await subscribe();

      expect({ status, error }).toEqual({ status: 'completed' });
      const created = log.filter(line => line.startsWith('info: Created '));
      expect(created.length).toBeGreaterThan(3);
      for (const line of created) {
        expect(line).toMatch(ARN);
      }
      expect(output?.links).toEqual([
        {
          title: 'Open the service',
          entityRef: 'component:default/delivery-service',
        },
        {
          title: 'Open the event',
          entityRef: 'api:default/com.larkgate.access.access-granted',
        },
        {
          title: 'Open the queue in AWS',
          url: expect.stringMatching(
            /\?arn=arn:aws:sqs:eu-west-1:333333333333:[\w-]+$/,
          ),
        },
      ]);
      const [exists, testEvent, arns] = output?.text ?? [];
      expect(exists.content).toMatch(/A test event arrived after \d+ ms/);
      expect(arns.content).toMatch(
        /Created[^]*- rule .*platform.*\s+`arn:aws:events:/,
      );
      expect(testEvent.content).toContain('"detail-type": "Access granted"');
    });

    it('changes nothing the second time', async () => {
      const { status, log, output } = await subscribe();

      expect(status).toBe('completed');
      expect(log).toContainEqual(
        expect.stringMatching(/^info: Nothing to change/),
      );
      expect(log.join('\n')).not.toMatch(/^info: (Created|Changed|Added) /m);
      expect(output?.text[0].content).toContain('Nothing to change');
      expect((await tryOut()).log).toContain('info: Nothing to change');
    });

    it('takes a filter and a queue name', async () => {
      const { status, log, output } = await runTemplate(
        platform.server,
        'subscribe-to-event',
        {
          component: 'component:default/notification-service',
          eventType: 'com.larkgate.delivery@Delivery failed',
          filter: '{"detail": {"data": {"region": ["EU"]}}}',
          queueName: 'failed-in-europe',
        },
      );

      expect({ status, log }).toMatchObject({ status: 'completed' });
      expect(output?.text[0].content).toContain(
        'Events arrive in queue **failed-in-europe**',
      );
    });
  });

  describe('publish an event', () => {
    it('registers the contract, and changes nothing the second time', async () => {
      const values = {
        component: 'component:default/delivery-service',
        source: 'com.larkgate.delivery',
        detailType: 'Delivery rescheduled',
        description: 'A delivery was moved to another time.',
        contract: '{"deliveryId": "d-1", "newTime": "2026-11-22T10:00:00Z"}',
      };
      const first = await runTemplate(platform.server, 'publish-event', values);
      const second = await runTemplate(
        platform.server,
        'publish-event',
        values,
      );

      expect(first).toMatchObject({ status: 'completed' });
      expect(first.output?.links[1]).toEqual({
        title: 'Open the event',
        entityRef: 'api:default/com.larkgate.delivery.delivery-rescheduled',
      });
      const [exists, send, arns] = first.output?.text ?? [];
      expect(exists.content).toContain(
        '**Delivery rescheduled** is in the registry, with its contract, and in the catalog\n',
      );
      expect(exists.content).toContain('0 changed');
      expect(arns.content).toMatch(/Created[^]*- schema .*\s+`arn:/);
      expect(send.content).toContain(
        '"EventBusName": "arn:aws:events:eu-west-1:111111111111:event-bus/hub"',
      );
      expect(send.content).toContain('"DetailType": "Delivery rescheduled"');
      expect(second.log).toContainEqual(
        expect.stringMatching(/^info: Nothing to change/),
      );
      expect(second.output?.text[0].content).toContain('Nothing to change');
    });
  });

  describe('a refusal', () => {
    it('fails the task with the reason, and only the reason', async () => {
      const { status, error, log } = await runTemplate(
        platform.server,
        'subscribe-to-event',
        {
          component: 'component:default/no-such-service',
          eventType: 'com.larkgate.access@Access granted',
        },
      );

      expect(status).toBe('failed');
      expect(error).toContain('no-such-service');
      expect(log).toContainEqual(error);
      expect(log.join('\n')).not.toMatch(/^\s+at /m);
    });

    it.each([
      [
        'an event type that is half an id',
        { eventType: 'com.larkgate.access@' },
        /is incomplete.*source, an @ and the detail-type/,
      ],
      ['no event type at all', {}, /The event type is missing/],
      [
        'an event type that nobody knows',
        { eventType: 'api:default/nowhere' },
        /api:default\/nowhere is not a known event type/,
      ],
      [
        'two event types',
        { eventType: 'a@B', source: 'other' },
        /source and detailType name another event/,
      ],
      [
        'a filter that is no JSON',
        { eventType: 'com.larkgate.access@Access granted', filter: '{' },
        /JSON/,
      ],
    ])('names %s', async (_, input, reason) => {
      const { status, error } = await dryRunAction(
        platform.server,
        'eventbridge:subscription:apply',
        { component: 'component:default/delivery-service', ...input },
      );

      expect(status).toBe('failed');
      expect(error).toMatch(reason);
    });
  });

  describe('trouble in AWS', () => {
    const values = {
      component: 'component:default/concierge-service',
      eventType: 'com.larkgate.residents@Resident moved in',
    };
    const subscribe = () =>
      runTemplate(platform.server, 'subscribe-to-event', values);

    it('fails the task, says what was undone, and leaves nothing', async () => {
      const { status, error, log } = await withFaults(
        platform.aws,
        [{ service: 'events', operation: 'PutTargets', effect: 'error' }],
        subscribe,
      );

      expect(status).toBe('failed');
      expect(error).toContain('nothing is left behind');
      expect(log).toContainEqual(expect.stringMatching(/^info: Undo: .* arn:/));
    });

    it('does all of it once the trouble is over, through throttling', async () => {
      const { status, error, output } = await withFaults(
        platform.aws,
        ['PutRule', 'PutTargets', 'CreateQueue', 'PutEvents'].map(
          operation => ({ operation, effect: 'throttle', count: 1 }),
        ),
        subscribe,
      );

      expect({ status, error }).toEqual({ status: 'completed' });
      const [exists, , arns] = output?.text ?? [];
      expect(exists.content).toMatch(/A test event arrived after \d+ ms/);
      // The failed try left none of it behind.
      expect(arns.content).toMatch(/Created[^]*- queue /);
    });

    it('fails the task where the test event is not taken', async () => {
      const { status, error } = await withFaults(
        platform.aws,
        [{ service: 'events', operation: 'PutEvents', effect: 'partial' }],
        subscribe,
      );

      expect(status).toBe('failed');
      expect(error).toContain('InternalFailure');
    });
  });

  it('names every answer that is missing, and every one that is wrong', async () => {
    const missing = await dryRunAction(
      platform.server,
      'eventbridge:publication:apply',
      { component: '', source: ' ', detailType: 'Order placed', contract: '' },
    );
    const wrong = await dryRunAction(
      platform.server,
      'eventbridge:publication:apply',
      {
        component: 'component:default/delivery-service',
        source: 'aws.orders',
        detailType: 'Order placed',
        contract: '{',
      },
    );

    expect(missing.error).toBe(
      'Mend the input: component is missing; source is missing; contract is missing.',
    );
    expect(wrong.error?.split('\n')).toEqual([
      expect.stringMatching(/JSON/),
      expect.stringMatching(/^Source aws\.orders .+\. .+\.$/),
    ]);
  });

  it.each([
    ['its id', { eventType: 'com.larkgate.access@Access revoked' }],
    [
      'the ref of its API entity',
      { eventType: 'api:default/com.larkgate.access.access-revoked' },
    ],
    [
      'source and detail-type',
      { source: 'com.larkgate.access', detailType: 'Access revoked' },
    ],
  ])('knows an event type by %s', async (_, input) => {
    const { status, log } = await dryRunAction(
      platform.server,
      'eventbridge:subscription:verify',
      {
        component: 'component:default/delivery-service',
        timeoutSeconds: 5,
        ...input,
      },
    );

    expect(status).toBe('completed');
    expect(log).toContainEqual(
      expect.stringContaining(
        'would send a test event com.larkgate.access@Access revoked to the hub bus and wait up to 5 s',
      ),
    );
  });
});
