import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { provisionDemoOrganisation } from '@busline/demo-organisation';
import { startLocalAws } from '@busline/local-aws';

/** Where local AWS answers; undefined outside local mode. */
export interface LocalAwsService {
  readonly url?: string;
}

const localAwsServiceRef = createServiceRef<LocalAwsService>({
  id: 'busline.local-aws',
  scope: 'root',
});

/**
 * Starts local AWS with the demo organisation before any plugin starts, where
 * `eventbridge.localAws` asks for it. A root service that is always
 * initialised, because plugins must find the accounts in place.
 */
export const localAwsServiceFactory = createServiceFactory({
  service: localAwsServiceRef,
  deps: {
    config: coreServices.rootConfig,
    logger: coreServices.rootLogger,
    lifecycle: coreServices.rootLifecycle,
  },
  initialization: 'always',
  async factory({ config, logger, lifecycle }): Promise<LocalAwsService> {
    const settings = config.getOptionalConfig('eventbridge.localAws');
    if (!settings) {
      return {};
    }
    const port = settings.getNumber('port');
    const localAws = await startLocalAws({
      port,
      // Backstage's own key, see app-config.yaml, is one of the hub account.
      defaultAccount: config.getString('eventbridge.hub.account'),
    });
    lifecycle.addShutdownHook(() => localAws.stop());

    if (settings.getOptionalBoolean('demoOrganisation')) {
      await provisionDemoOrganisation({
        endpoint: localAws.url,
        region: config.getString('eventbridge.hub.region'),
        // On local AWS an access key id of 12 digits is that account's root.
        credentialsFor: async accountId => ({
          accessKeyId: accountId,
          secretAccessKey: 'not-checked-locally',
        }),
      });
    }
    logger.info(`Local AWS answers at ${localAws.url}`);
    return { url: localAws.url };
  },
});
