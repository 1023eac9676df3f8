import { Place } from '../../accounts';
import { definePart } from '../../calls/platform';
import { Pace } from '../../clock';
import { LocalAwsQuotas } from '../../options';

/** How many of what an account may do in a Region each second. */
type RateQuotas = Required<
  Pick<LocalAwsQuotas, 'putEventsPerSecond' | 'invocationsPerSecond'>
>;

const LARGEST = { putEventsPerSecond: 10_000, invocationsPerSecond: 18_750 };
const LARGE = { putEventsPerSecond: 2_400, invocationsPerSecond: 4_500 };
const MIDDLE = { putEventsPerSecond: 1_200, invocationsPerSecond: 2_250 };
const SMALL = { putEventsPerSecond: 400, invocationsPerSecond: 750 };
const OTHERS = { putEventsPerSecond: 600, invocationsPerSecond: 1_100 };

/** "Amazon EventBridge quotas": throttle limits by Region. */
const BY_REGION: ReadonlyMap<string, RateQuotas> = new Map([
  ['us-east-1', LARGEST],
  ['us-west-2', LARGEST],
  ['eu-west-1', LARGEST],
  ['us-east-2', LARGE],
  ['eu-central-1', LARGE],
  ['us-west-1', MIDDLE],
  ['ap-northeast-1', MIDDLE],
  ['ap-southeast-1', MIDDLE],
  ['ap-southeast-2', MIDDLE],
  ['eu-west-2', MIDDLE],
  ['af-south-1', SMALL],
  ['ap-northeast-3', SMALL],
  ['ap-southeast-3', SMALL],
  ['eu-south-1', SMALL],
]);

/** The paces of one account in one Region. */
export interface Rates {
  /** Requests of PutEvents. */
  readonly putEvents: Pace;
  /** Events sent to a target, tries that are made again included. */
  readonly invocations: Pace;
  /** All other requests. */
  readonly controlPlane?: Pace;
}

/** A burst as large as a second allows. */
const pace = (perSecond: number) => new Pace(perSecond, perSecond);

function ratesIn(region: string, quotas: LocalAwsQuotas): Rates {
  const usual = BY_REGION.get(region) ?? OTHERS;
  return {
    putEvents: pace(quotas.putEventsPerSecond ?? usual.putEventsPerSecond),
    invocations: pace(
      quotas.invocationsPerSecond ?? usual.invocationsPerSecond,
    ),
    controlPlane:
      quotas.controlPlanePerSecond === undefined
        ? undefined
        : pace(quotas.controlPlanePerSecond),
  };
}

/** The paces of every account and Region, made when they are first asked for. */
export const RATES = definePart(({ settings }) => {
  const accounts = new Map<string, Map<string, Rates>>();
  return ({ account, region }: Place): Rates => {
    let regions = accounts.get(account);
    if (!regions) {
      regions = new Map();
      accounts.set(account, regions);
    }
    let rates = regions.get(region);
    if (!rates) {
      rates = ratesIn(region, settings.quotas);
      regions.set(region, rates);
    }
    return rates;
  };
});

/** Whether a request to EventBridge comes in time, or there were too many in this second. */
export function isInTime(
  operation: string,
  { putEvents, controlPlane }: Rates,
  nowMs: number,
): boolean {
  const asked = operation === 'PutEvents' ? putEvents : controlPlane;
  return asked?.claimNow(nowMs) ?? true;
}
