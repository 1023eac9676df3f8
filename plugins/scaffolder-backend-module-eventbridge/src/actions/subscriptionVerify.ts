import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { eventTypeId } from '@busline/backstage-plugin-eventbridge-common';
import { EventbridgeService } from '@busline/backstage-plugin-eventbridge-node';
import { planWanted } from '../onboarding/applyWanted';
import { inBackendsWords } from '../onboarding/inBackendsWords';
import { runToEnd } from '../onboarding/runToEnd';
import {
  readSubscriptionInput,
  subscriptionInputSchema,
} from './subscriptionInput';
import { subscriptionVerifyExamples } from './subscriptionVerify.examples';

/** A new rule may take a while before it matches, seconds as a rule. */
const DEFAULT_TIMEOUT_SECONDS = 60;

/** `eventbridge:subscription:verify`, see its description. */
export function createSubscriptionVerifyAction(
  eventbridge: EventbridgeService,
) {
  return createTemplateAction({
    id: 'eventbridge:subscription:verify',
    description:
      'Sends a test event to the hub bus and waits until it arrives in the queue of a subscription.',
    examples: subscriptionVerifyExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...subscriptionInputSchema,
        timeoutSeconds: z =>
          z
            .number()
            .min(1)
            .max(300)
            .describe(
              `How long to wait for the event, ${DEFAULT_TIMEOUT_SECONDS} seconds where it is not given`,
            )
            .optional(),
      },
      output: {
        deliveredInMs: z =>
          z
            .number()
            .describe('From sending the event until it was read, milliseconds')
            .optional(),
        queueArn: z => z.string().describe('ARN of the queue it arrived in'),
        event: z =>
          z
            .record(z.any())
            .describe('The event as the service receives it')
            .optional(),
      },
    },
    async handler(ctx) {
      const { logger, signal, isDryRun } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const timeoutSeconds =
        ctx.input.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
      const context = { eventbridge, credentials, logger, signal };

      await inBackendsWords(async () => {
        const wanted = await readSubscriptionInput(ctx.input, eventbridge, {
          credentials,
        });

        if (isDryRun) {
          const { delivery } = await planWanted(wanted, context);
          const queue = delivery
            ? `queue ${delivery.queueName} ${delivery.queueArn}`
            : 'the queue';
          logger.info(
            `would send a test event ${eventTypeId(
              wanted,
            )} to the hub bus and wait up to ${timeoutSeconds} s for it in ${queue}`,
          );
          if (delivery) {
            ctx.output('queueArn', delivery.queueArn);
          }
          return;
        }

        const result = await runToEnd(
          'verify',
          () =>
            eventbridge.verify(wanted, {
              credentials,
              timeoutMs: timeoutSeconds * 1000,
            }),
          context,
        );
        ctx.output('deliveredInMs', result.deliveredInMs);
        ctx.output('queueArn', result.queueArn);
        ctx.output('event', result.event);
      });
    },
  });
}
