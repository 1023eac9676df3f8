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
  demoAppConfig,
  localCredentialsFor,
  provisionDemoOrganisation,
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
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleEventbridge,
      eventbridgePlugin,
      catalogServiceMock.factory({ entities: catalogEntities() }),
      mockServices.rootConfig.factory({
        data: demoAppConfig({ endpoint: aws.url, region: REGION }),
      }),
    ],
  });
  return {
    aws,
    server: backend.server,
    async stop() {
      await backend.stop();
      await aws.stop();
    },
  };
}

/** What the tests publish, as the catalog shows it afterwards. */
const publishedEvent: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name: 'com.larkgate.delivery.delivery-rescheduled' },
  spec: {
    type: 'asyncapi',
    lifecycle: 'production',
    owner: 'group:default/delivery',
    definition: '-',
  },
};

function catalogEntities(): Entity[] {
  const files = readdirSync(catalogPath).filter(name => name !== 'all.yaml');
  return [
    ...files.flatMap(name =>
      parseAllDocuments(readFileSync(join(catalogPath, name), 'utf8')).map(
        (document): Entity => document.toJS(),
      ),
    ),
    ...templateNames.map(name => readTemplateFile(`${name}/template.yaml`)),
    publishedEvent,
  ];
}
