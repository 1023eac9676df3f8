import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  EventBridgeClient,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { expect, test, type Page } from '@playwright/test';
import { asRootOf, aws, hasAwsCli } from './aws';
import {
  choose,
  conciergeService,
  fillSubscription,
  inOneWindow,
  openEventsTab,
  openTemplate,
  runTemplate,
} from './pages';
import { hub, notifications } from './platform';
import { queuesOf, wiring } from './wiring';

let page: Page;
inOneWindow(opened => {
  page = opened;
});

const delivery = '333333333333';

const couriers = { source: 'com.larkgate.couriers', name: 'Courier assigned' };

async function fillPublication(): Promise<void> {
  await openTemplate(page, 'publish-event');
  await choose(page, /Which service/, 'courier', /Courier service/);
  await page.getByLabel(/^Source/).fill(couriers.source);
  await page.getByLabel(/^Event name/).fill(couriers.name);
  const contract = page.getByRole('textbox', { name: /Contract/ });
  await contract.click();
  await contract.fill(
    JSON.stringify({
      metadata: { id: 'evt-1', version: '1' },
      data: { courierId: 'cur-7', zone: 'EU-north', parcels: 3 },
    }),
  );
  await expect(page.getByText(/fields?$/).first()).toBeVisible();
}

const accessGranted = { search: 'access granted', option: /Access granted/ };

test('a team publishes an event and finds it in the catalog', async () => {
  await fillPublication();
  await runTemplate(page, 'Publish');
  await expect(
    page.getByRole('heading', { name: 'What exists now' }),
  ).toBeVisible();
  await expect(page.getByText(/2 created/).first()).toBeVisible();

  // The service's account may put exactly this source on the hub bus …
  const courierAccount = new EventBridgeClient(asRootOf(delivery));
  const hubBusArn = `arn:aws:events:eu-west-1:${hub}:event-bus/hub`;
  const detail = JSON.stringify({
    metadata: { id: 'evt-2', version: '1' },
    data: { courierId: 'cur-8', zone: 'EU-south', parcels: 1 },
  });
  const allowed = await courierAccount.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: hubBusArn,
          Source: couriers.source,
          DetailType: couriers.name,
          Detail: detail,
        },
      ],
    }),
  );
  expect(allowed.FailedEntryCount).toBe(0);
  // … and no other.
  const refused = courierAccount
    .send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: hubBusArn,
            Source: 'com.larkgate.residents',
            DetailType: 'Resident moved in',
            Detail: '{}',
          },
        ],
      }),
    )
    .then(
      answer => answer.Entries?.[0].ErrorCode,
      error => error.name,
    );
  expect(await refused).toMatch(/NotAuthorized|AccessDenied/);

  await page.getByRole('link', { name: /Open the event/i }).click();
  await expect(
    page.getByRole('heading', { name: couriers.name }).first(),
  ).toBeVisible();
  await expect(
    page.getByText('courierId').filter({ visible: true }).first(),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Courier service' }).first(),
  ).toBeVisible();
});

test('publishing the same again changes nothing and says so', async () => {
  await fillPublication();
  await runTemplate(page, 'Publish');
  await expect(page.getByText(/Nothing to change/).first()).toBeVisible();
});

test('a team subscribes across accounts and a test event arrives', async () => {
  await fillSubscription(page, conciergeService, accessGranted);
  await runTemplate(page, 'Subscribe');
  await expect(
    page.getByText(/A test event arrived after \d+ ms/),
  ).toBeVisible();

  await openEventsTab(page, 'concierge-service');
  const row = page.getByRole('row', { name: /Access granted/ });
  await expect(row).toContainText('routed');
  await expect(row).toContainText('OK');
  await row.getByRole('button', { name: /Access granted/ }).click();
  await expect(page.getByText('The way the event takes')).toBeVisible();
  await expect(
    page.getByText(/Access service puts the event on/),
  ).toBeVisible();
  await expect(page.getByText(/role .*: in place/)).toBeVisible();

  // The event's page names the service as a consumer.
  await page.goto('/catalog/default/api/com.larkgate.access.access-granted');
  await expect(
    page.getByRole('link', { name: 'Concierge service' }).first(),
  ).toBeVisible();

  // Stock Backstage shows the same: the consumed APIs of the service.
  // The catalog works through its relations by itself, and this page shows them
  // as they were when it was opened.
  await expect(async () => {
    await page.goto('/catalog/default/component/concierge-service/apis');
    await expect(
      page.getByRole('link', { name: 'Access granted' }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
});

test('an event of the producer reaches the consumer in the other account', async () => {
  const [queueName] = await queuesOf(notifications, 'concierge-service-');
  const sqs = new SQSClient(asRootOf(notifications));
  const { QueueUrl } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: queueName }),
  );
  const marker = `order-${Date.now()}`;
  const { FailedEntryCount } = await new EventBridgeClient(
    asRootOf('222222222222'),
  ).send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: `arn:aws:events:eu-west-1:${hub}:event-bus/hub`,
          Source: 'com.larkgate.access',
          DetailType: 'Access granted',
          Detail: JSON.stringify({ metadata: { id: marker } }),
        },
      ],
    }),
  );
  expect(FailedEntryCount).toBe(0);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }),
  );
  const event = JSON.parse(Messages[0]?.Body ?? '{}');
  expect(event).toMatchObject({
    account: '222222222222',
    source: 'com.larkgate.access',
    'detail-type': 'Access granted',
    detail: { metadata: { id: marker } },
  });
  await sqs.send(
    new DeleteMessageCommand({
      QueueUrl,
      ReceiptHandle: Messages[0].ReceiptHandle,
    }),
  );
});

test('the AWS CLI sees what was made', async () => {
  test.skip(!hasAwsCli, 'the AWS CLI is not on this machine');
  const { Rules } = await aws(
    hub,
    ...['events', 'list-rules', '--event-bus-name', 'hub'],
  );
  expect(Rules).toContainEqual(
    expect.objectContaining({
      Name: expect.stringMatching(/^access-granted-to-notifications/),
      State: 'ENABLED',
    }),
  );
  const [queueName] = await queuesOf(notifications, 'concierge-service-');
  const { QueueUrl } = await aws(
    notifications,
    ...['sqs', 'get-queue-url', '--queue-name', queueName],
  );
  await aws(
    hub,
    ...['events', 'put-events', '--entries'],
    JSON.stringify([
      {
        EventBusName: 'hub',
        Source: 'com.larkgate.access',
        DetailType: 'Access granted',
        Detail: '{"metadata":{"id":"by-cli"}}',
      },
    ]),
  );
  const { Messages } = await aws(
    notifications,
    ...['sqs', 'receive-message', '--wait-time-seconds', '10'],
    ...['--queue-url', String(QueueUrl)],
  );
  expect(JSON.stringify(Messages)).toContain('by-cli');
});

test('subscribing the same again changes nothing and says so', async () => {
  const before = await wiring();
  await fillSubscription(page, conciergeService, accessGranted);
  await runTemplate(page, 'Subscribe');
  await expect(page.getByText(/Nothing to change/).first()).toBeVisible();
  await expect(
    page.getByText(/A test event arrived after \d+ ms/),
  ).toBeVisible();
  expect(await wiring()).toEqual(before);
});

test('a malformed filter is told beside the field and stops the form', async () => {
  await fillSubscription(page, conciergeService, {
    search: 'delivery started',
    option: /Delivery started/,
  });
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  const filter = page.getByRole('textbox', { name: /Which part/ });
  await filter.click();
  await filter.fill('{"detail": {"data": {"windowMinutes": 5}}}');
  await expect(
    page.getByText(/detail\.data\.windowMinutes/).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Which event?')).toBeVisible();
});
