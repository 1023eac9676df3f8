import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { EventbridgeService } from '@busline/backstage-plugin-eventbridge-node';
import { applyWanted } from '../onboarding/applyWanted';
import { awaitInCatalog } from '../onboarding/awaitInCatalog';
import { inBackendsWords } from '../onboarding/inBackendsWords';
import { parsePublication } from '../onboarding/parseWanted';
import { applyOutput, applyOutputSchema } from './applyOutput';
import { publicationApplyExamples } from './publicationApply.examples';

const CATALOG_TIMEOUT_SECONDS = 30;

/** `eventbridge:publication:apply`, see its description. */
export function createPublicationApplyAction(
  eventbridge: EventbridgeService,
  catalog: Pick<CatalogService, 'getEntityByRef'>,
) {
  return createTemplateAction({
    id: 'eventbridge:publication:apply',
    description:
      'Registers the contract of an event type and lets a service put it on the hub bus. Running it again changes only what is missing.',
    examples: publicationApplyExamples,
    supportsDryRun: true,
    schema: {
      input: {
        component: z =>
          z.string().describe('Entity ref of the service that sends the event'),
        source: z =>
          z
            .string()
            .describe('Source of the event, usually the service or its domain'),
        detailType: z =>
          z.string().describe('Name of the event, for example "Order placed"'),
        title: z =>
          z.string().describe('Title of the event in the catalog').optional(),
        description: z =>
          z.string().describe('What the event means, in a sentence').optional(),
        contract: z =>
          z
            .string()
            .describe(
              'JSON Schema of detail, an example detail, or an example event, as text',
            ),
        catalogTimeoutSeconds: z =>
          z
            .number()
            .min(0)
            .max(300)
            .describe(
              `How long to wait until the catalog shows the event type, ${CATALOG_TIMEOUT_SECONDS} where it is not given`,
            )
            .optional(),
      },
      output: {
        ...applyOutputSchema,
        hubBusArn: z => z.string().describe('ARN of the bus to send it to'),
        isInCatalog: z =>
          z.boolean().describe('Whether the catalog shows the event type yet'),
      },
    },
    async handler(ctx) {
      const { logger, signal, isDryRun } = ctx;
      const wanted = parsePublication(ctx.input);
      const credentials = await ctx.getInitiatorCredentials();
      const { output, hubBusArn } = await inBackendsWords(async () => {
        const applied = await applyWanted(wanted, {
          eventbridge,
          credentials,
          logger,
          signal,
          isDryRun,
        });
        const topology = await eventbridge.getTopology({ credentials });
        return {
          output: applyOutput(applied),
          hubBusArn: topology.hubBusArn,
        };
      });
      const { catalogTimeoutSeconds = CATALOG_TIMEOUT_SECONDS } = ctx.input;
      const isInCatalog =
        !isDryRun &&
        (await awaitInCatalog(output.entityRef, {
          catalog,
          credentials,
          logger,
          signal,
          timeoutMs: catalogTimeoutSeconds * 1000,
        }));
      ctx.output('entityRef', output.entityRef);
      ctx.output('summary', output.summary);
      ctx.output('created', output.created);
      ctx.output('changed', output.changed);
      ctx.output('kept', output.kept);
      ctx.output('arns', output.arns);
      ctx.output('changes', output.changes);
      ctx.output('hubBusArn', hubBusArn);
      ctx.output('isInCatalog', isInCatalog);
    },
  });
}
