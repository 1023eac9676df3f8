import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// The two meet over HTTP only; a test needs both in one process.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import eventbridgePlugin from '@busline/backstage-plugin-eventbridge-backend';
import {
  catalogPath,
  demoAccounts,
  hubBusName,
  localCredentialsFor,
  provisionDemoOrganisation,
  registryName,
} from '@busline/demo-organisation';
import { startLocalAws } from '@busline/local-aws';
import { parseAllDocuments } from 'yaml';
import scaffolderModuleEventbridge from '../index';
import { readTemplateFile, templateNames } from './templateFiles';

const REGION = 'eu-west-1';

/**
 * A real platform for tests: the demo organisation on local AWS, a backend
 * with the scaffolder, our module, eventbridge-backend, and a catalog that
 * holds the demo's components and our templates.
 */
export async function startPlatform() {
  const aws = await startLocalAws();
  await provisionDemoOrganisation({
    endpoint: aws.url,
    region: REGION,
    credentialsFor: localCredentialsFor,
  });
  const hub = demoAccounts.find(({ isHub }) => isHub)?.id;
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleEventbridge,
      eventbridgePlugin,
      catalogServiceMock.factory({ entities: catalogEntities() }),
      mockServices.rootConfig.factory({
        data: {
          aws: {
            mainAccount: { accessKeyId: hub, secretAccessKey: 'local' },
          },
          eventbridge: {
            endpoint: aws.url,
            hub: { account: hub, region: REGION, busName: hubBusName },
            registryName,
            accounts: demoAccounts.map(({ id, name }) => ({
              id,
              name,
              regions: [REGION],
            })),
          },
        },
      }),
    ],
  });
  return {
    server: backend.server,
    async stop() {
      await backend.stop();
      await aws.stop();
    },
  };
}

function catalogEntities(): Entity[] {
  const files = readdirSync(catalogPath).filter(name => name !== 'all.yaml');
  return [
    ...files.flatMap(name =>
      parseAllDocuments(readFileSync(join(catalogPath, name), 'utf8')).map(
        (document): Entity => document.toJS(),
      ),
    ),
    ...templateNames.map(name => readTemplateFile(`${name}/template.yaml`)),
  ];
}
