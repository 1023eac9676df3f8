import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { EventbridgeService } from '@busline/backstage-plugin-eventbridge-node';
import { applyWanted } from '../onboarding/applyWanted';
import { inBackendsWords } from '../onboarding/inBackendsWords';
import { applyOutput, applyOutputSchema } from './applyOutput';
import { subscriptionApplyExamples } from './subscriptionApply.examples';
import {
  readSubscriptionInput,
  subscriptionInputSchema,
} from './subscriptionInput';

/** `eventbridge:subscription:apply`, see its description. */
export function createSubscriptionApplyAction(eventbridge: EventbridgeService) {
  return createTemplateAction({
    id: 'eventbridge:subscription:apply',
    description:
      'Brings an event type to a queue of a service: rules, buses, roles, policies and a dead-letter queue, across accounts. Running it again changes only what is missing.',
    examples: subscriptionApplyExamples,
    supportsDryRun: true,
    schema: {
      input: subscriptionInputSchema,
      output: {
        ...applyOutputSchema,
        queueName: z => z.string().describe('Name of the queue'),
        queueArn: z => z.string().describe('ARN of the queue'),
        deadLetterQueueName: z =>
          z
            .string()
            .describe('Where an event waits that could not be delivered'),
      },
    },
    async handler(ctx) {
      const { logger, signal, isDryRun } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const applied = await inBackendsWords(async () => {
        const wanted = await readSubscriptionInput(ctx.input, eventbridge, {
          credentials,
        });
        return applyWanted(wanted, {
          eventbridge,
          credentials,
          logger,
          signal,
          isDryRun,
        });
      });
      const output = applyOutput(applied);
      ctx.output('entityRef', output.entityRef);
      ctx.output('summary', output.summary);
      ctx.output('created', output.created);
      ctx.output('changed', output.changed);
      ctx.output('kept', output.kept);
      ctx.output('arns', output.arns);
      ctx.output('changes', output.changes);

      const { delivery } = applied.plan;
      if (delivery) {
        ctx.output('queueName', delivery.queueName);
        ctx.output('queueArn', delivery.queueArn);
        ctx.output('deadLetterQueueName', delivery.deadLetterQueueName);
      }
    },
  });
}
