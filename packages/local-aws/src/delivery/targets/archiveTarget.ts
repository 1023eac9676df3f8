import { archiveEvent, archiveOfRule } from '../../services/events/archives';
import { TargetKind } from '../invocation';

/** Archives, each fed by the managed rule that EventBridge gives it. */
export const archiveTarget: TargetKind = {
  owns: arn => arn.service === 'events' && arn.account === '',
  deliver: ({ rule, bus, event }, _, { accounts, clock }) => {
    const archive = archiveOfRule(accounts, rule, bus);
    if (!archive) {
      return {
        code: 'NO_RESOURCE',
        message: `No archive belongs to the rule ${rule.name}`,
      };
    }
    archiveEvent(accounts, archive, event, clock.now());
    return undefined;
  },
};
