import {
  ListEventBusesCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { ListRegistriesCommand } from '@aws-sdk/client-schemas';
import {
  ListQueuesCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { LocalAws, startLocalAws } from '../server';
import { ownAddress } from '../__testUtils__/admin';
import {
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  outcomeOf,
  rootOf,
} from '../__testUtils__/clients';

describe('injected faults', () => {
  let aws: LocalAws;
  beforeEach(async () => {
    aws = await startLocalAws();
  });
  afterEach(() => aws.stop());

  const place = (...faults: object[]) =>
    ownAddress(aws, 'POST', 'faults', faults);
  const list = (account = HUB) =>
    rootOf(aws, account).events.send(new ListEventBusesCommand({}));

  it.each([
    ['throttle', 'events', 'ThrottlingException', 400],
    ['throttle', 'schemas', 'TooManyRequestsException', 429],
    ['throttle', 'sqs', 'RequestThrottled', 403],
    ['throttle', 'sts', 'Throttling', 400],
    ['error', 'events', 'InternalException', 500],
    ['error', 'schemas', 'InternalServerErrorException', 500],
    ['error', 'sqs', 'InternalFailure', 500],
    ['deny', 'events', 'AccessDeniedException', 400],
    ['deny', 'schemas', 'ForbiddenException', 403],
    ['deny', 'sqs', 'AccessDenied', 403],
  ] as const)(
    '%s in the words of %s',
    async (effect, service, name, status) => {
      await place({ effect, service });
      const { events, schemas, sqs, sts } = rootOf(aws, HUB);
      const calls = {
        events: () => events.send(new ListEventBusesCommand({})),
        schemas: () => schemas.send(new ListRegistriesCommand({})),
        sqs: () => sqs.send(new ListQueuesCommand({})),
        sts: () => sts.send(new GetCallerIdentityCommand({})),
      };
      expect(await errorOf(calls[service]())).toMatchObject({
        name,
        $metadata: { httpStatusCode: status },
      });
    },
  );

  it('strike only what they are meant for', async () => {
    await place({
      effect: 'throttle',
      service: 'events',
      operation: 'ListEventBuses',
      account: HUB,
    });
    expect(await outcomeOf(list(HUB))).toBe('ThrottlingException');
    expect(await outcomeOf(list(CONSUMER))).toBe('allowed');
    const { sts } = rootOf(aws, HUB);
    expect(await outcomeOf(sts.send(new GetCallerIdentityCommand({})))).toBe(
      'allowed',
    );
  });

  it('strike as often as they are told, and never at rate 0', async () => {
    await place({ effect: 'deny', rate: 0 }, { effect: 'error', count: 2 });
    const outcomes = [];
    for (let i = 0; i < 4; i++) {
      outcomes.push(await outcomeOf(list()));
    }
    expect(outcomes).toEqual([
      'InternalException',
      'InternalException',
      'allowed',
      'allowed',
    ]);
  });

  it('let an answer come late, or never', async () => {
    await place({ effect: 'slow', delayMs: 30, count: 1 });
    expect(await outcomeOf(list())).toBe('allowed');
    await place({ effect: 'timeout', count: 1 });
    const { events } = rootOf(aws, HUB);
    const patience = new AbortController();
    const outcome = outcomeOf(
      events.send(new ListEventBusesCommand({}), {
        abortSignal: patience.signal,
      }),
    );
    // It has struck when it is over; nobody would wait for an answer then.
    while (Number((await ownAddress(aws, 'GET', 'health')).body.faults) > 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    patience.abort();
    expect(await outcome).toBe('AbortError');
    expect(await outcomeOf(list())).toBe('allowed');
  });

  it('let entries of a batch fail', async () => {
    const { events, sqs } = rootOf(aws, HUB);
    const { url } = await makeQueue(aws, HUB, 'q');
    await place({ effect: 'partial', rate: 1 });
    const put = await events.send(
      new PutEventsCommand({
        Entries: [
          { Source: 'a', DetailType: 'b', Detail: '{}' },
          { Source: 'a', DetailType: 'b', Detail: '{}' },
        ],
      }),
    );
    expect(put).toMatchObject({
      FailedEntryCount: 2,
      Entries: [{ ErrorCode: 'InternalFailure' }, {}],
    });
    const sent = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [{ Id: '1', MessageBody: 'x' }],
      }),
    );
    expect(sent.Failed).toMatchObject([{ Id: '1', Code: 'InternalError' }]);
  });

  it('can be listed and taken away', async () => {
    await place({ effect: 'error' }, { effect: 'deny', service: 'sqs' });
    const { body } = await ownAddress(aws, 'GET', 'faults');
    expect(body).toEqual({
      faults: [
        { id: 1, effect: 'error', struck: 0 },
        { id: 2, effect: 'deny', service: 'sqs', struck: 0 },
      ],
    });
    expect(await ownAddress(aws, 'DELETE', 'faults/1')).toMatchObject({
      status: 200,
    });
    expect(await ownAddress(aws, 'DELETE', 'faults/1')).toMatchObject({
      status: 404,
    });
    expect(await outcomeOf(list())).toBe('allowed');
    await ownAddress(aws, 'DELETE', 'faults');
    expect((await ownAddress(aws, 'GET', 'faults')).body).toEqual({
      faults: [],
    });
  });

  it('are refused with every problem at once', async () => {
    const { status, body } = await place(
      { effect: 'explode', rate: 2, when: 'now' },
      { effect: 'slow' },
    );
    expect(status).toBe(400);
    expect(body.problems).toEqual([
      expect.objectContaining({ path: '[0].when' }),
      expect.objectContaining({ path: '[0].rate' }),
      expect.objectContaining({ path: '[0].effect' }),
      expect.objectContaining({ path: '[1].delayMs' }),
    ]);
    expect((await ownAddress(aws, 'GET', 'faults')).body).toEqual({
      faults: [],
    });
  });
});
