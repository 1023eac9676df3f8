import {
  ActivateEventSourceCommand,
  CreateEventBusCommand,
  CreatePartnerEventSourceCommand,
  DeactivateEventSourceCommand,
  DeleteEventBusCommand,
  DeletePartnerEventSourceCommand,
  DescribeEventSourceCommand,
  DescribePartnerEventSourceCommand,
  ListEventSourcesCommand,
  ListPartnerEventSourceAccountsCommand,
  ListPartnerEventSourcesCommand,
  ListTagsForResourceCommand,
  PutPartnerEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds } from '../../__testUtils__/admin';
import {
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  rootOf,
  takeAll,
} from '../../__testUtils__/clients';

const PARTNER = '555555555555';
const NAME = 'aws.partner/example.com/shop/orders';
const ARN = `arn:aws:events:eu-west-1::event-source/${NAME}`;

describe('partner event sources', () => {
  let aws: LocalAws;
  let partner: Clients['events'];
  let customer: Clients['events'];

  const createSource = (Account: string) =>
    partner.send(new CreatePartnerEventSourceCommand({ Name: NAME, Account }));

  beforeEach(async () => {
    aws = await startLocalAws();
    partner = rootOf(aws, PARTNER).events;
    customer = rootOf(aws, HUB).events;
    await createSource(HUB);
  });
  afterEach(() => aws.stop());

  const takeUp = (Name = NAME, EventSourceName = NAME) =>
    customer.send(new CreateEventBusCommand({ Name, EventSourceName }));
  const describeSource = () =>
    customer.send(new DescribeEventSourceCommand({ Name: NAME }));

  async function put(entry: object = {}) {
    const { Entries = [] } = await partner.send(
      new PutPartnerEventsCommand({
        Entries: [
          { Source: NAME, DetailType: 'Placed', Detail: '{"id":7}', ...entry },
        ],
      }),
    );
    return Entries[0];
  }

  /** A queue that gets whatever comes to the customer's partner bus. */
  async function listen() {
    const queue = await makeQueue(aws, HUB, 'orders');
    await customer.send(
      new PutRuleCommand({
        Name: 'r',
        EventBusName: NAME,
        EventPattern: '{"source":[{"prefix":"aws.partner"}]}',
      }),
    );
    await customer.send(
      new PutTargetsCommand({
        Rule: 'r',
        EventBusName: NAME,
        Targets: [{ Id: '1', Arn: queue.arn }],
      }),
    );
    return queue;
  }

  it('wait for the bus of their name, and then bring events', async () => {
    expect(await describeSource()).toMatchObject({
      Arn: ARN,
      Name: NAME,
      CreatedBy: 'example.com',
      State: 'PENDING',
      ExpirationTime: expect.any(Date),
    });
    await takeUp();
    const source = await describeSource();
    expect(source.State).toBe('ACTIVE');
    expect(source.ExpirationTime).toBeUndefined();
    const queue = await listen();
    const { EventId } = await put();
    const [body] = await takeAll(aws, queue);
    expect(JSON.parse(body)).toMatchObject({
      id: EventId,
      source: NAME,
      account: HUB,
      'detail-type': 'Placed',
      detail: { id: 7 },
    });
  });

  it('have rules whose tags are found by their ARN', async () => {
    await takeUp();
    const { RuleArn } = await customer.send(
      new PutRuleCommand({
        Name: 'r',
        EventBusName: NAME,
        EventPattern: '{"source":["x"]}',
        Tags: [{ Key: 'owner', Value: 'orders' }],
      }),
    );
    expect(RuleArn).toBe(`arn:aws:events:eu-west-1:${HUB}:rule/${NAME}/r`);
    expect(
      await customer.send(
        new ListTagsForResourceCommand({ ResourceARN: RuleArn }),
      ),
    ).toMatchObject({ Tags: [{ Key: 'owner', Value: 'orders' }] });
  });

  it('are deactivated and activated again', async () => {
    await takeUp();
    const queue = await listen();
    const source = { Name: NAME };
    await customer.send(new DeactivateEventSourceCommand(source));
    expect(await describeSource()).toMatchObject({ State: 'PENDING' });
    expect(await put()).toMatchObject({ EventId: expect.any(String) });
    expect(await takeAll(aws, queue)).toEqual([]);
    expect(
      await errorOf(customer.send(new DeactivateEventSourceCommand(source))),
    ).toMatchObject({ name: 'InvalidStateException' });
    await customer.send(new ActivateEventSourceCommand(source));
    expect(await describeSource()).toMatchObject({ State: 'ACTIVE' });
    await put();
    expect(await takeAll(aws, queue)).toHaveLength(1);
  });

  it('wait again once their bus is deleted, two weeks at most', async () => {
    await takeUp();
    await customer.send(new DeleteEventBusCommand({ Name: NAME }));
    expect(await describeSource()).toMatchObject({ State: 'PENDING' });
    await advanceSeconds(aws, 14 * 86_400 + 1);
    expect(await errorOf(describeSource())).toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Event source ${NAME} does not exist.`,
    });
  });

  it('are listed to customers and partners', async () => {
    await createSource(CONSUMER);
    expect(await customer.send(new ListEventSourcesCommand({}))).toMatchObject({
      EventSources: [{ Name: NAME, State: 'PENDING' }],
    });
    expect(
      await partner.send(
        new ListPartnerEventSourcesCommand({
          NamePrefix: 'aws.partner/example.com/',
        }),
      ),
    ).toMatchObject({ PartnerEventSources: [{ Name: NAME, Arn: ARN }] });
    await takeUp();
    expect(
      await partner.send(
        new ListPartnerEventSourceAccountsCommand({ EventSourceName: NAME }),
      ),
    ).toMatchObject({
      PartnerEventSourceAccounts: [
        { Account: HUB, State: 'ACTIVE' },
        { Account: CONSUMER, State: 'PENDING' },
      ],
    });
  });

  it('that the partner deletes bring nothing any more', async () => {
    await takeUp();
    const queue = await listen();
    const deleteSource = () =>
      partner.send(
        new DeletePartnerEventSourceCommand({ Name: NAME, Account: HUB }),
      );
    await deleteSource();
    await deleteSource();
    expect(await describeSource()).toMatchObject({ State: 'DELETED' });
    expect(
      await errorOf(
        partner.send(new DescribePartnerEventSourceCommand({ Name: NAME })),
      ),
    ).toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await put()).toMatchObject({
      ErrorCode: 'NotAuthorizedForSourceException',
    });
    expect(await takeAll(aws, queue)).toEqual([]);
  });

  it.each([
    [{ Source: undefined }, 'InvalidArgument'],
    [{ DetailType: undefined }, 'InvalidArgument'],
    [{ Detail: '[]' }, 'MalformedDetail'],
    [{ Source: `${NAME}/other` }, 'NotAuthorizedForSourceException'],
  ])('take no entry with %j', async (entry, ErrorCode) => {
    expect(await put(entry)).toMatchObject({ ErrorCode });
  });

  it.each([
    [
      'another name for the bus',
      () => takeUp('aws.partner/example.com/shop/other'),
      'ValidationException',
    ],
    [
      'a source that is not there',
      () => takeUp(`${NAME}/other`, `${NAME}/other`),
      'ResourceNotFoundException',
    ],
    [
      'a source that is there',
      () => createSource(HUB),
      'ResourceAlreadyExistsException',
    ],
    [
      'a source that has no bus yet',
      () => customer.send(new ActivateEventSourceCommand({ Name: NAME })),
      'InvalidStateException',
    ],
    [
      'a name that is no partner’s',
      () =>
        partner.send(
          new CreatePartnerEventSourceCommand({ Name: 'orders', Account: HUB }),
        ),
      'ValidationException',
    ],
  ])('refuse %s', async (_, call, name) => {
    expect(await errorOf(call())).toMatchObject({ name });
  });
});
