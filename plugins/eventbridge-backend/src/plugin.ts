import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { eventbridgePermissions } from '@busline/backstage-plugin-eventbridge-common';
import { Applier } from './apply/Applier';
import { Planner } from './apply/Planner';
import { AwsClients } from './aws/clients';
import { readSettings } from './config/readSettings';
import { Access } from './router/access';
import { createRouter } from './router/createRouter';
import { Runs } from './runs/Runs';
import { Scanner } from './scan/Scanner';
import { scheduleScans } from './scan/scheduleScans';
import { LeaseStore } from './store/LeaseStore';
import { openDatabase } from './store/migrate';
import { RunStore } from './store/RunStore';
import { SnapshotStore } from './store/SnapshotStore';
import { ComponentReader } from './topology/ComponentReader';
import { TopologyService } from './topology/TopologyService';
import { Verifier } from './verify/Verifier';

/**
 * The system of record of Busline: scans AWS, stores snapshots, derives the
 * topology, plans and applies changes, and serves all of it over HTTP.
 *
 * @public
 */
export const eventbridgePlugin = createBackendPlugin({
  pluginId: 'eventbridge',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, lifecycle, logger } = deps;
        const settings = readSettings(config);
        const { platform } = settings;

        // Without arguments no call is made to find out whose account it is.
        const identity = await DefaultAwsCredentialsManager.fromConfig(
          config,
        ).getCredentialProvider();
        const clients = AwsClients.create(
          settings,
          identity.sdkCredentialProvider,
        );

        const knex = await openDatabase(deps.database);
        const store = new SnapshotStore(
          knex,
          platform,
          settings.snapshotsToKeep,
        );
        const scanner = new Scanner({
          platform,
          clients,
          store,
          events: deps.events,
          logger,
        });
        const topology = new TopologyService(
          platform,
          store,
          new ComponentReader(deps.catalog, deps.auth),
        );
        const planner = new Planner({ platform, scanner, topology });

        deps.permissionsRegistry.addPermissions(eventbridgePermissions);
        deps.httpRouter.use(
          createRouter({
            access: new Access(deps.httpAuth, deps.permissions),
            auditor: deps.auditor,
            scanner,
            topology,
            planner,
            applier: new Applier({
              planner,
              clients,
              leases: new LeaseStore(knex),
            }),
            verifier: new Verifier({ platform, clients, topology }),
            runs: Runs.create({ store: new RunStore(knex), logger, lifecycle }),
          }),
        );
        deps.httpRouter.addAuthPolicy({
          path: '/health',
          allow: 'unauthenticated',
        });

        await scheduleScans({
          scanner,
          store,
          schedule: settings.schedule,
          scheduler: deps.scheduler,
          lifecycle,
          logger,
        });
      },
    });
  },
});
