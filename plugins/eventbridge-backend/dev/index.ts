import { mockServices } from '@backstage/backend-test-utils';
import { createBackend } from '@backstage/backend-defaults';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ANNOTATION_AWS_ACCOUNT } from '@busline/backstage-plugin-eventbridge-common';

/**
 * The plugin by itself, with a catalog of two services. It talks to the AWS
 * that app-config names; start local AWS beside it:
 *
 *   curl http://localhost:7007/api/eventbridge/topology
 */
const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
);
backend.add(
  catalogServiceMock.factory({
    entities: [
      ['access-service', '222222222222'],
      ['delivery-service', '333333333333'],
    ].map(([name, account]) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, annotations: { [ANNOTATION_AWS_ACCOUNT]: account } },
      spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
    })),
  }),
);
backend.add(import('../src'));

backend.start();
