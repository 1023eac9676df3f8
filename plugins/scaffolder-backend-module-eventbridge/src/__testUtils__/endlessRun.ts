import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Run } from '@busline/backstage-plugin-eventbridge-common';

/**
 * Stands where eventbridge-backend stands, on the wire, with one run that goes
 * on until somebody cancels it. For what the real one does too quickly to test.
 */
export function createEndlessRun() {
  const run: Run = {
    id: 'endless',
    kind: 'apply',
    status: 'running',
    startedAt: '2026-11-01T12:00:00.000Z',
    log: [
      {
        seq: 1,
        at: '2026-11-01T12:00:00.000Z',
        level: 'info',
        message: 'Created queue orders',
        arn: 'arn:aws:sqs:eu-west-1:333333333333:orders',
      },
    ],
  };
  const plugin = createBackendPlugin({
    pluginId: 'eventbridge',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          httpRouter.use(({ path, query }, response) => {
            if (path.endsWith('/cancel')) {
              run.status = 'cancelled';
              run.error = 'Cancelled. What was created is gone again.';
              run.log.push({
                seq: 2,
                at: '2026-11-01T12:00:01.000Z',
                level: 'info',
                message: 'Removed queue orders',
                arn: 'arn:aws:sqs:eu-west-1:333333333333:orders',
              });
            }
            const after = Number(query.after ?? 0);
            response.json({
              ...run,
              log: run.log.filter(({ seq }) => seq > after),
            });
          });
        },
      });
    },
  });
  return { plugin, run };
}
