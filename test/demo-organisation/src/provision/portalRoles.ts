import type { DemoAccountIds } from '../accounts';
import { demoAccounts } from '../accounts';
import { readPolicy } from '../files';
import type { AccountClients } from './clients';
import type { Journal } from './journal';
import { ensureRole } from './roles';
import { managedTags } from './tags';

const portalRoles = [
  {
    name: 'busline-scan',
    description: 'Lets the portal read buses, rules, contracts and queues',
    policy: 'scan-role',
  },
  {
    name: 'busline-apply',
    description: 'Lets the portal create subscriptions and publications',
    policy: 'apply-role',
  },
] as const;

/** Creates in one account the two roles that the portal assumes. */
export async function ensurePortalRoles(
  clients: AccountClients,
  journal: Journal,
  ids: DemoAccountIds,
): Promise<void> {
  const hub = demoAccounts.find(({ isHub }) => isHub)?.id ?? '';
  for (const { name, description, policy } of portalRoles) {
    await ensureRole(clients, journal, {
      name,
      description,
      trustPolicy: readPolicy('trust').replaceAll(hub, ids.platform),
      policy: readPolicy(policy),
      tags: managedTags,
    });
  }
}
