import { createBackend } from '@backstage/backend-defaults';
import { localAwsServiceFactory } from './localAws';

const backend = createBackend();

// Before everything that talks to AWS; does nothing outside local mode.
backend.add(localAwsServiceFactory);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(
  import('@busline/backstage-plugin-catalog-backend-module-eventbridge'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@busline/backstage-plugin-scaffolder-backend-module-eventbridge'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@busline/backstage-plugin-eventbridge-backend'));

backend.start().catch(error => {
  // Without this a backend whose local AWS could not start would wait forever.
  process.stderr.write(`The backend could not start: ${error.stack}\n`);
  process.exit(1);
});
