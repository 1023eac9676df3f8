import { eventBusArn } from '../aws/arn';
import { CatalogComponent } from '../catalog/component';
import { Observed } from '../onboarding/ground';
import { planOnboarding } from '../onboarding/planOnboarding';
import { WantedOnboarding, wantedOnboardingSchema } from '../onboarding/wanted';
import { AccountScan, Snapshot } from '../snapshot/types';
import { applyPlan } from './applyPlan';

export const REGION = 'eu-west-1';
export const HUB = { accountId: '111111111111', region: REGION };
export const ACCESS = { accountId: '222222222222', region: REGION };
export const DELIVERY = { accountId: '333333333333', region: REGION };
export const NOTIFICATIONS = { accountId: '444444444444', region: REGION };

export const HUB_BUS_ARN = eventBusArn(HUB, 'hub');
export const SEEN_AT = '2026-11-20T10:00:00.000Z';
export const NOW = '2026-11-20T10:00:40.000Z';

export const ACCESS_GRANTED = {
  source: 'com.larkgate.access',
  detailType: 'Access granted',
};

/** The contract of "Access granted", as its team pastes it. */
export const ACCESS_GRANTED_CONTRACT = {
  type: 'object',
  required: ['doorId', 'grantee'],
  properties: {
    doorId: { type: 'string' },
    level: { type: 'integer', minimum: 1, maximum: 5 },
    grantee: {
      type: 'object',
      required: ['kind'],
      properties: {
        kind: { type: 'string', enum: ['COURIER', 'GUEST', 'RESIDENT'] },
      },
    },
  },
};

function component(
  name: string,
  accountId: string | undefined,
  owner: string,
): CatalogComponent {
  return {
    ref: `component:default/${name}`,
    title: name,
    ownerRef: `group:default/${owner}`,
    systemRef: `system:default/${owner}`,
    accountId,
    declaredProvides: [],
    declaredConsumes: [],
  };
}

function scanned(
  at: { accountId: string; region: string },
  seen: Partial<Snapshot> = {},
): AccountScan {
  return {
    ...at,
    snapshot: {
      ...at,
      takenAt: SEEN_AT,
      unseen: [],
      buses: [],
      registries: [],
      queues: [],
      roles: [],
      ...seen,
    },
  };
}

/** A platform with nothing but its hub bus: four accounts, five services. */
export function emptyPlatform(): Observed {
  return {
    platform: {
      hub: { ...HUB, busName: 'hub' },
      registryName: 'busline',
      accounts: [
        { id: HUB.accountId, name: 'platform', regions: [REGION] },
        { id: ACCESS.accountId, name: 'access', regions: [REGION] },
        { id: DELIVERY.accountId, name: 'delivery', regions: [REGION] },
        {
          id: NOTIFICATIONS.accountId,
          name: 'notifications',
          regions: [REGION],
        },
      ],
    },
    scans: [
      scanned(HUB, {
        buses: [{ name: 'hub', arn: HUB_BUS_ARN, rules: [] }],
      }),
      scanned(ACCESS),
      scanned(DELIVERY),
      scanned(NOTIFICATIONS),
    ],
    components: [
      component('access-service', ACCESS.accountId, 'access'),
      component('delivery-service', DELIVERY.accountId, 'delivery'),
      component('billing-service', DELIVERY.accountId, 'billing'),
      component(
        'notification-service',
        NOTIFICATIONS.accountId,
        'notifications',
      ),
      component('platform-service', HUB.accountId, 'platform'),
      component('drawing', undefined, 'platform'),
    ],
  };
}

export const PUBLICATION = {
  kind: 'publication',
  component: 'access-service',
  ...ACCESS_GRANTED,
  contract: JSON.stringify(ACCESS_GRANTED_CONTRACT),
};

export const SUBSCRIPTION = {
  kind: 'subscription',
  component: 'delivery-service',
  ...ACCESS_GRANTED,
};

/** A wanted onboarding, parsed as the router parses it. */
export function wanted(input: object): WantedOnboarding {
  return wantedOnboardingSchema.parse(input);
}

/** Applies onboardings one after the other; throws where one has problems. */
export function onboard(observed: Observed, ...inputs: object[]): Observed {
  return inputs.reduce<Observed>((state, input) => {
    const plan = planOnboarding(wanted(input), state);
    if (plan.problems.length > 0) {
      throw new Error(plan.problems.map(({ message }) => message).join('; '));
    }
    return applyPlan(state, plan);
  }, observed);
}

/** The platform with "Access granted" published and brought to delivery-service. */
export function workingPlatform(): Observed {
  return onboard(emptyPlatform(), PUBLICATION, SUBSCRIPTION);
}

/** A copy in which the snapshot of one account is changed. */
export function withSnapshot(
  observed: Observed,
  at: { accountId: string },
  change: (snapshot: Snapshot) => void,
): Observed {
  const scans = structuredClone(observed.scans);
  for (const scan of scans) {
    if (scan.accountId === at.accountId && scan.snapshot) {
      change(scan.snapshot);
    }
  }
  return { ...observed, scans };
}

/** A copy in which the newest scan of one account failed. */
export function withFailure(
  observed: Observed,
  at: { accountId: string },
  options: { everRead: boolean },
): Observed {
  return {
    ...observed,
    scans: observed.scans.map(scan =>
      scan.accountId === at.accountId
        ? {
            ...scan,
            ...(options.everRead ? {} : { snapshot: undefined }),
            failure: {
              at: NOW,
              reason: 'AccessDenied: not authorized to perform sts:AssumeRole',
              mend: 'Let the backend assume the scan role',
            },
          }
        : scan,
    ),
  };
}
