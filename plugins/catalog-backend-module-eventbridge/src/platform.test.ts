import { DeleteSchemaCommand, SchemasClient } from '@aws-sdk/client-schemas';
// The two meet over HTTP only; a test needs both in one process.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import eventbridgePlugin from '@busline/backstage-plugin-eventbridge-backend';
import {
  demoAccountIds,
  demoAppConfig,
  localCredentialsFor,
  provisionDemoOrganisation,
  registryName,
} from '@busline/demo-organisation';
import { schemaNameOf } from '@busline/event-schemas';
import { LocalAws, startLocalAws, withFaults } from '@busline/local-aws';
import request from 'supertest';
import { startCatalog } from './__testUtils__/startCatalog';

jest.setTimeout(60_000);

const region = 'eu-west-1';
const API = 'api/default/com.larkgate.access.access-denied';
const OTHER_API = 'api/default/com.larkgate.access.access-granted';

/** Local AWS with the demo organisation, and eventbridge-backend that reads it. */
describe('the catalog of a platform in trouble', () => {
  let aws: LocalAws;
  let catalog: Awaited<ReturnType<typeof startCatalog>>;
  const refresh = () =>
    request(catalog.server).post('/api/eventbridge/refresh').expect(200);

  beforeEach(async () => {
    aws = await startLocalAws();
    const demo = { endpoint: aws.url, region };
    await provisionDemoOrganisation({
      ...demo,
      credentialsFor: localCredentialsFor,
    });
    catalog = await startCatalog(eventbridgePlugin, demoAppConfig(demo));
    await refresh();
    await catalog.until(API, entity => entity !== undefined);
  });
  afterEach(async () => {
    await catalog.stop();
    await aws.stop();
  });

  /** A contract of the registry goes, unseen by Busline. */
  const deleteContract = () =>
    new SchemasClient({
      endpoint: aws.url,
      region,
      credentials: () => localCredentialsFor(demoAccountIds().platform),
    }).send(
      new DeleteSchemaCommand({
        RegistryName: registryName,
        SchemaName: schemaNameOf({
          source: 'com.larkgate.access',
          detailType: 'Access denied',
        }),
      }),
    );

  it.each(['error', 'deny'] as const)(
    'forgets nothing while the registry cannot be read (%s)',
    async effect => {
      await deleteContract();
      await withFaults(
        aws,
        [{ service: 'schemas', operation: 'ListSchemas', effect }],
        refresh,
      );
      await catalog.untilWarned(/stay as they are.*ListSchemas/);
      expect(await catalog.read(API)).toBeDefined();

      await refresh();
      await catalog.until(API, entity => entity === undefined);
      expect(await catalog.read(OTHER_API)).toBeDefined();
    },
  );

  it('follows a change through throttling', async () => {
    await deleteContract();
    await withFaults(
      aws,
      [
        { service: 'schemas', effect: 'throttle', count: 1 },
        { service: 'events', effect: 'throttle', count: 1 },
      ],
      refresh,
    );
    await catalog.until(API, entity => entity === undefined);
    expect(await catalog.read(OTHER_API)).toBeDefined();
  });
});
