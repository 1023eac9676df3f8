import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { awaitInCatalog } from './awaitInCatalog';

const REF = 'api:default/orders.order-placed';
const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name: 'orders.order-placed' },
};

describe('awaitInCatalog', () => {
  const catalog = catalogServiceMock.mock();
  const logger = mockServices.logger.mock();
  beforeEach(() => jest.resetAllMocks());

  const wait = (timeoutMs: number, signal?: AbortSignal) =>
    awaitInCatalog(REF, {
      catalog,
      credentials: mockCredentials.user(),
      logger,
      signal,
      timeoutMs,
    });

  it('asks until the catalog shows it, and says once that it waits', async () => {
    catalog.getEntityByRef
      .mockResolvedValueOnce(undefined)
      .mockRejectedValueOnce(new Error('busy'))
      .mockResolvedValueOnce(entity);

    expect(await wait(20_000)).toBe(true);
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(3);
    expect(logger.info.mock.calls.flat()).toEqual([
      `Waiting for the catalog to show ${REF}`,
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it.each([
    ['does not show it', async () => undefined, 'not there in time'],
    [
      'cannot be asked',
      async () => {
        throw new Error('the catalog is down');
      },
      'the catalog is down',
    ],
  ])('goes on where the catalog %s, and says so', async (_, ask, reason) => {
    catalog.getEntityByRef.mockImplementation(ask);

    expect(await wait(0)).toBe(false);
    expect(logger.warn.mock.calls.flat()).toEqual([
      expect.stringMatching(
        new RegExp(`${REF} yet .*${reason}.*look whether .* is installed`),
      ),
    ]);
  });

  it('ends with the task', async () => {
    const cancel = new AbortController();
    catalog.getEntityByRef.mockImplementation(async () => {
      cancel.abort();
      return undefined;
    });

    await expect(wait(20_000, cancel.signal)).rejects.toThrow(/abort/);
  });
});
