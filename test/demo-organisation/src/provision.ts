import { demoAccountIds, demoAccounts } from './accounts';
import type { DemoAccountIds, DemoAccountName } from './accounts';
import { createAccountClients } from './provision/clients';
import type { AwsAccess } from './provision/clients';
import { ensureContracts, ensureHubBus } from './provision/hub';
import { Journal } from './provision/journal';
import type { ProvisionStep } from './provision/journal';
import { ensurePortalRoles } from './provision/portalRoles';
import {
  ensureSubscriberBus,
  ensureSubscription,
} from './provision/subscriptions';
import { demoSubscriptions } from './subscriptions';

/**
 * Where and as whom to create the demo organisation.
 *
 * @public
 */
export interface ProvisionOptions extends AwsAccess {
  /** Account ids that differ from those of {@link demoAccounts}. */
  accounts?: Partial<DemoAccountIds>;
  /** Told of every resource as soon as it is as wanted. */
  onStep?: (step: ProvisionStep) => void;
}

/**
 * What a run did: one step a resource, in order.
 *
 * @public
 */
export interface ProvisionReport {
  steps: readonly ProvisionStep[];
}

/**
 * Creates the demo organisation through the AWS APIs, the way a platform team
 * would: roles for the portal, the hub bus, the contracts, and a number of
 * subscriptions. Running it again repairs what was changed by hand, keeps what
 * others added, and otherwise changes nothing.
 *
 * @throws Error if an account id is malformed, or what the AWS API threw
 * @public
 */
export async function provisionDemoOrganisation(
  options: ProvisionOptions,
): Promise<ProvisionReport> {
  const ids = demoAccountIds(options.accounts);
  const journal = new Journal(options.onStep);
  const clientsOf = (name: DemoAccountName) =>
    createAccountClients(options, ids[name]);
  const clients = {
    platform: clientsOf('platform'),
    access: clientsOf('access'),
    delivery: clientsOf('delivery'),
    notifications: clientsOf('notifications'),
    devices: clientsOf('devices'),
    insights: clientsOf('insights'),
  };
  const hub = clients.platform;
  try {
    for (const { name } of demoAccounts) {
      await ensurePortalRoles(clients[name], journal, ids);
    }
    await ensureHubBus(hub, journal, ids);
    await ensureContracts(hub, journal);
    for (const name of new Set(demoSubscriptions.map(s => s.account))) {
      await ensureSubscriberBus(hub, clients[name], journal, {
        name,
        ids,
        letsHubIn: !demoSubscriptions.some(
          s => s.account === name && s.flaw === 'bus policy missing',
        ),
      });
    }
    for (const subscription of demoSubscriptions) {
      await ensureSubscription(
        hub,
        clients[subscription.account],
        journal,
        subscription,
      );
    }
  } finally {
    Object.values(clients).forEach(each => each.destroy());
  }
  return { steps: journal.steps };
}
