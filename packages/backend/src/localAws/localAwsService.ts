import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

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
    // Loaded only here, so that a production backend never carries it along.
    const { startLocalAws } = await import('@busline/local-aws');
    const port = settings.getNumber('port');
    const localAws = await startLocalAws({ port });
    lifecycle.addShutdownHook(() => localAws.stop());

    if (settings.getOptionalBoolean('demoOrganisation')) {
      const { provisionDemoOrganisation } = await import(
        '@busline/demo-organisation'
      );
      await provisionDemoOrganisation({
        endpoint: localAws.url,
        region: config.getString('eventbridge.hub.region'),
        // On local AWS an access key id of 12 digits is that account's root.
        credentialsFor: async accountId => ({
          accessKeyId: accountId,
          secretAccessKey: 'local',
        }),
      });
    }
    logger.info(`Local AWS answers at ${localAws.url}`);
    return { url: localAws.url };
  },
});
