/**
 * One AWS account of the demo organisation.
 *
 * @public
 */
export interface DemoAccount {
  /** The name people use for the account, unique in the organisation. */
  name: DemoAccountName;
  /** The 12-digit account id. */
  id: string;
  /** What lives in the account. */
  description: string;
  /** Whether the hub bus and the schema registry are in this account. */
  isHub: boolean;
}

/**
 * The names of the demo organisation's accounts.
 *
 * @public
 */
export type DemoAccountName =
  | 'platform'
  | 'access'
  | 'delivery'
  | 'notifications'
  | 'devices'
  | 'insights';

/**
 * Account ids by account name.
 *
 * @public
 */
export type DemoAccountIds = Record<DemoAccountName, string>;

/**
 * The accounts as they are on local AWS, the hub account first. The component
 * annotations in the catalog files name the same ids.
 *
 * @public
 */
export const demoAccounts: readonly DemoAccount[] = [
  {
    name: 'platform',
    id: '111111111111',
    description: 'The hub bus and the schema registry',
    isHub: true,
  },
  {
    name: 'access',
    id: '222222222222',
    description: 'Access and resident services',
    isHub: false,
  },
  {
    name: 'delivery',
    id: '333333333333',
    description: 'Delivery, courier and billing services',
    isHub: false,
  },
  {
    name: 'notifications',
    id: '444444444444',
    description: 'Notification and concierge services',
    isHub: false,
  },
  {
    name: 'devices',
    id: '555555555555',
    description: 'Device gateway and video service',
    isHub: false,
  },
  {
    name: 'insights',
    id: '666666666666',
    description: 'Audit service',
    isHub: false,
  },
];

/**
 * The ids of all accounts, with some of them replaced, for example by the
 * accounts of a real sandbox organisation.
 *
 * @param overrides - account ids by name, each of 12 digits
 * @throws Error naming every override that is not an account id, and every id
 *   used twice
 * @public
 */
export function demoAccountIds(
  overrides: Partial<DemoAccountIds> = {},
): DemoAccountIds {
  const problems: string[] = [];
  const nameById = new Map<string, string>();
  const idOf = (name: DemoAccountName): string => {
    const id =
      overrides[name] ?? demoAccounts.find(a => a.name === name)?.id ?? '';
    if (!/^\d{12}$/.test(id)) {
      problems.push(
        `account ${name}: "${id}" is not an account id, it needs 12 digits`,
      );
    }
    const other = nameById.get(id);
    if (other) {
      problems.push(
        `account ${name}: ${id} is already the id of account ${other}, each needs its own`,
      );
    }
    nameById.set(id, name);
    return id;
  };
  const ids: DemoAccountIds = {
    platform: idOf('platform'),
    access: idOf('access'),
    delivery: idOf('delivery'),
    notifications: idOf('notifications'),
    devices: idOf('devices'),
    insights: idOf('insights'),
  };
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return ids;
}
