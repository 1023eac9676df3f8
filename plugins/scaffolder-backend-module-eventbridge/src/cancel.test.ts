import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import request from 'supertest';
import scaffolderModuleEventbridge from './index';
import { createEndlessRun } from './__testUtils__/endlessRun';
import { runTemplate } from './__testUtils__/runTemplate';
import { readTemplateFile } from './__testUtils__/templateFiles';

describe('a task that somebody cancels', () => {
  it('cancels the run, and tells what was undone', async () => {
    const { plugin, run } = createEndlessRun();
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleEventbridge,
        plugin,
        catalogServiceMock.factory({
          entities: [readTemplateFile('publish-event/template.yaml')],
        }),
      ],
    });

    const { log } = await runTemplate(
      server,
      'publish-event',
      {
        component: 'component:default/order-service',
        source: 'orders',
        detailType: 'Order placed',
        contract: '{}',
      },
      async (line, taskId) => {
        if (line.includes('Created queue orders')) {
          await request(server)
            .post(`/api/scaffolder/v2/tasks/${taskId}/cancel`)
            .expect(200);
        }
      },
    );

    expect(run.status).toBe('cancelled');
    expect(log.join('\n')).toContain(
      'Removed queue orders arn:aws:sqs:eu-west-1:333333333333:orders',
    );
  });
});
