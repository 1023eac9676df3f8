import { expect, test, type Page } from '@playwright/test';

/** Enters Backstage as guest; does nothing where the session already is in. */
export async function enterAsGuest(page: Page): Promise<void> {
  await page.goto('/');
  const enter = page.getByRole('button', { name: 'Enter' });
  const catalog = page.getByRole('link', {
    name: /access-service|Access service/,
  });
  await expect(enter.or(catalog.first())).toBeVisible();
  if (await enter.isVisible()) {
    await enter.click();
  }
  await expect(catalog.first()).toBeVisible();
}

/**
 * Lets all tests of a file be one person, one browser window, one thing after
 * the other.
 */
export function inOneWindow(opened: (page: Page) => void): void {
  let page: Page;
  test.describe.configure({ mode: 'serial' });
  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    opened(page);
    await enterAsGuest(page);
  });
  test.afterAll(() => page.close());
}

/** A service of the demo that nobody has subscribed for yet. */
export const conciergeService = {
  search: 'concierge',
  option: /Concierge service/,
};

/** Opens the form of a template. */
export async function openTemplate(
  page: Page,
  name: string,
  preset: Record<string, string> = {},
): Promise<void> {
  const formData = encodeURIComponent(JSON.stringify(preset));
  await page.goto(`/create/templates/default/${name}?formData=${formData}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Picks from a searchable list by what a person would type and read. */
export async function choose(
  page: Page,
  label: RegExp,
  search: string,
  option: RegExp,
): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  // The list may still be loading, and a person would then type again.
  await expect(async () => {
    await field.click();
    await field.fill(search);
    await page.getByRole('option', { name: option }).click({ timeout: 3_000 });
    await expect(field).toHaveValue(option, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}

/** Opens the Events tab of a service. */
export async function openEventsTab(
  page: Page,
  service: string,
): Promise<void> {
  await page.goto(`/catalog/default/component/${service}/events`);
}

/** Runs the template whose form is filled in, up to its result. */
export async function runTemplate(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/to create|Nothing to change/)).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page).toHaveURL(/\/create\/tasks\//);
}

/** Fills in who subscribes to what. */
export async function fillSubscription(
  page: Page,
  service: { search: string; option: RegExp },
  event: { search: string; option: RegExp },
): Promise<void> {
  await openTemplate(page, 'subscribe-to-event');
  await choose(page, /Which service/, service.search, service.option);
  await choose(page, /Which event/, event.search, event.option);
}
