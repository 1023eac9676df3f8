import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test, type Page } from '@playwright/test';
import { withFaults } from '@busline/local-aws';
import { asRootOf } from './aws';
import {
  conciergeService,
  fillSubscription,
  inOneWindow,
  openEventsTab,
  runTemplate,
} from './pages';
import { hub, localAwsUrl } from './platform';
import { wiring } from './wiring';

let page: Page;
inOneWindow(opened => {
  page = opened;
});

const aws = { url: localAwsUrl };
const residentMovedIn = {
  search: 'resident moved in',
  option: /Resident moved in/,
};

test('a denied change leaves nothing behind and says what to mend', async () => {
  const iam = new IAMClient(asRootOf(hub));
  const role = { RoleName: 'busline-apply', PolicyName: 'busline-apply' };
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand(role));
  const granted = decodeURIComponent(PolicyDocument ?? '');
  const denied = JSON.parse(granted);
  denied.Statement.push({
    Effect: 'Deny',
    Action: 'events:PutTargets',
    Resource: '*',
  });
  const before = await wiring();
  await iam.send(
    new PutRolePolicyCommand({
      ...role,
      PolicyDocument: JSON.stringify(denied),
    }),
  );
  try {
    await fillSubscription(page, conciergeService, residentMovedIn);
    await runTemplate(page, 'Subscribe');
    await expect(page.getByText(/events:PutTargets/).first()).toBeVisible();
    await expect(page.getByText(/[Uu]ndid|[Uu]ndone/).first()).toBeVisible();
    expect(await wiring()).toEqual(before);
  } finally {
    await iam.send(
      new PutRolePolicyCommand({ ...role, PolicyDocument: granted }),
    );
  }
});

test('an account that cannot be read is said, and the rest is served', async () => {
  const iam = new IAMClient(asRootOf('666666666666'));
  const role = { RoleName: 'busline-scan', PolicyName: 'busline-scan' };
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand(role));
  await iam.send(new DeleteRolePolicyCommand(role));
  try {
    await openEventsTab(page, 'notification-service');
    await page.getByRole('button', { name: 'Refresh' }).click();
    const seen = page.getByRole('button', {
      name: /1 (seen in part|not readable)/,
    });
    await expect(seen).toBeVisible();
    await expect(
      page.getByRole('row', { name: /Access granted/ }),
    ).toContainText('OK');
    await seen.click();
    await expect(page.getByText(/not authorized/).first()).toBeVisible();
  } finally {
    await iam.send(
      new PutRolePolicyCommand({
        ...role,
        PolicyDocument: decodeURIComponent(PolicyDocument ?? ''),
      }),
    );
  }
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(
    page.getByRole('button', { name: /in 6 accounts$/ }),
  ).toBeVisible();
});

test('a change that AWS breaks off leaves nothing behind', async () => {
  const before = await wiring();
  await withFaults(
    aws,
    [{ service: 'events', operation: 'PutTargets', effect: 'error' }],
    async () => {
      await fillSubscription(page, conciergeService, residentMovedIn);
      await runTemplate(page, 'Subscribe');
      await expect(
        page.getByText(/nothing is left behind/).first(),
      ).toBeVisible();
    },
  );
  expect(await wiring()).toEqual(before);
});

test('a throttled change only takes longer', async () => {
  await withFaults(
    aws,
    ['PutRule', 'PutTargets', 'CreateQueue', 'PutEvents'].map(operation => ({
      operation,
      effect: 'throttle' as const,
      count: 1,
    })),
    async () => {
      await fillSubscription(page, conciergeService, residentMovedIn);
      await runTemplate(page, 'Subscribe');
      await expect(
        page.getByText(/A test event arrived after \d+ ms/),
      ).toBeVisible();
    },
  );
});

test('a part of an account that AWS cannot show is said', async () => {
  await openEventsTab(page, 'notification-service');
  await withFaults(
    aws,
    [{ operation: 'ListRules', account: '666666666666', effect: 'error' }],
    async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      const seen = page.getByRole('button', { name: /1 seen in part/ });
      await expect(seen).toBeVisible();
      await expect(
        page.getByRole('row', { name: /Access granted/ }),
      ).toContainText('OK');
      await seen.click();
      await expect(page.getByText(/events:ListRules/).first()).toBeVisible();
    },
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(
    page.getByRole('button', { name: /in 6 accounts$/ }),
  ).toBeVisible();
});
