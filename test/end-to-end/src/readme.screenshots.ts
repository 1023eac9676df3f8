import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { enterAsGuest, openEventsTab } from './pages';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the Events tab, ${colorScheme}`, async ({ browser }) => {
    const page = await browser.newPage({
      colorScheme,
      viewport: { width: 1440, height: 1080 },
      deviceScaleFactor: 1,
    });
    await enterAsGuest(page);
    await openEventsTab(page, 'delivery-service');
    const row = page.getByRole('row', { name: /Door opened/ });
    await row.getByRole('button', { name: 'Door opened', exact: true }).click();
    await expect(page.getByText('The way the event takes')).toBeVisible();
    // Nothing may hover or hold the focus in a picture.
    await page.mouse.move(0, 0);
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
      }
    });
    await page.screenshot({
      path: join(
        test.info().config.rootDir,
        `../../../docs/images/events-tab-${colorScheme}.png`,
      ),
      animations: 'disabled',
    });
    await page.close();
  });
}
