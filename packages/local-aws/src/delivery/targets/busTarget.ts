import { busAt } from '../../services/events/state';
import { onNextBus } from '../event';
import { TargetKind } from '../invocation';
import { checkDelivery } from '../permissions';

const MAX_HOPS = 16;
const PREFIX = 'event-bus/';

/** Event buses, in any account. */
export const busTarget: TargetKind = {
  owns: arn => arn.service === 'events' && arn.resource.startsWith(PREFIX),
  deliver: (invocation, { account, region, resource }, platform) => {
    const { bus: from, target, event } = invocation;
    const arn = target.Arn ?? '';
    const crossesAccounts = account !== from.account;
    if (crossesAccounts && event.cameFromAnotherAccount) {
      return {
        code: 'THIRD_ACCOUNT_HOP_DETECTED',
        message:
          'The event came from another account and cannot be sent on to a third account',
      };
    }
    if (event.hops >= MAX_HOPS) {
      return {
        code: 'INVALID_PARAMETER',
        message: `The event has been on ${MAX_HOPS} event buses: the rules send it round`,
      };
    }
    if (!target.RoleArn) {
      return {
        code: 'NO_PERMISSIONS',
        message: `The target ${arn} is an event bus and needs a RoleArn`,
      };
    }
    const bus = busAt(
      platform.accounts,
      { account, region },
      resource.slice(PREFIX.length),
    );
    const { source, 'detail-type': detailType } = event.envelope;
    const failure = checkDelivery(
      target.RoleArn,
      {
        action: 'events:PutEvents',
        resourceArn: arn,
        resourceAccount: account,
        resourcePolicy: bus?.policy,
        context: {
          'events:source': source,
          'events:detail-type': detailType,
          'events:eventBusInvocation': 'true',
        },
      },
      invocation,
      platform,
    );
    if (failure) {
      return failure;
    }
    if (!bus) {
      return { code: 'NO_RESOURCE', message: `No event bus ${arn}` };
    }
    platform.delivery.publish(
      bus,
      onNextBus(event, crossesAccounts, platform.clock.date()),
    );
    return undefined;
  },
};
