import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import request from 'supertest';
import { z } from 'zod/v4';
import scaffolderModuleEventbridge from './index';
import { readTemplateFile, templateNames } from './__testUtils__/templateFiles';

/** Field extensions that `@busline/backstage-plugin-eventbridge` brings. */
const FIELDS = [
  'EventContractField',
  'EventFilterField',
  'EventServicePicker',
  'EventTypePicker',
  'OnboardingPlanPreview',
];

const objectSchema = z.object({
  properties: z.record(z.string(), z.object({ type: z.unknown().optional() })),
  required: z.array(z.string()).default([]),
});

const templateSchema = z.object({
  spec: z.object({
    owner: z.string(),
    parameters: z.array(
      z.object({
        title: z.string(),
        required: z.array(z.string()).default([]),
        properties: z.record(
          z.string(),
          z.object({
            title: z.string(),
            type: z.literal('string'),
            pattern: z.string().optional(),
            'ui:field': z.string().optional(),
          }),
        ),
      }),
    ),
    steps: z.array(
      z.object({
        id: z.string(),
        action: z.string(),
        input: z.record(z.string(), z.string()),
      }),
    ),
    output: z.unknown(),
  }),
});

function readTemplate(name: string) {
  return templateSchema.parse(readTemplateFile(`${name}/template.yaml`)).spec;
}

/** The `a.b` in each `${{ start.a.b }}` of a text or a tree of them. */
function references(tree: unknown, start: string): string[] {
  const pattern = new RegExp(`\\b${start}\\.([A-Za-z]+(\\.[A-Za-z]+)*)`, 'g');
  return [...JSON.stringify(tree).matchAll(pattern)].map(match => match[1]);
}

describe('the templates', () => {
  it('are all in the location file', () => {
    expect(readTemplateFile('all.yaml')).toMatchObject({
      kind: 'Location',
      spec: { targets: templateNames.map(name => `./${name}/template.yaml`) },
    });
  });

  describe.each(templateNames)('%s', name => {
    it('is a template of that name', async () => {
      const entity = readTemplateFile(`${name}/template.yaml`);

      await expect(templateEntityV1beta3Validator.check(entity)).resolves.toBe(
        true,
      );
      expect(entity.metadata.name).toBe(name);
      expect(entity.spec).toMatchObject({
        owner: 'group:default/platform',
        type: 'event',
      });
    });

    it('uses only fields that exist', () => {
      const used = readTemplate(name).parameters.flatMap(page =>
        Object.values(page.properties).map(field => field['ui:field']),
      );

      expect(FIELDS).toEqual(
        expect.arrayContaining(used.filter(field => field !== undefined)),
      );
    });

    it('asks for what it requires, and uses what it asks for', () => {
      const { parameters, steps, output } = readTemplate(name);
      const asked = parameters.flatMap(page => Object.keys(page.properties));

      for (const page of parameters) {
        expect(Object.keys(page.properties)).toEqual(
          expect.arrayContaining(page.required),
        );
      }
      const used = references([steps, output], 'parameters');
      expect(asked).toEqual(expect.arrayContaining(used));
      // The plan is for the review alone.
      expect([...used, 'plan']).toEqual(expect.arrayContaining(asked));
    });

    it('calls the actions as they are', async () => {
      const { server } = await startTestBackend({
        features: [
          scaffolderPlugin,
          scaffolderModuleEventbridge,
          catalogServiceMock.factory(),
        ],
      });
      const { body } = await request(server)
        .get('/api/scaffolder/v2/actions')
        .expect(200);
      const { steps, output } = readTemplate(name);

      for (const step of steps) {
        const action = body.find(
          ({ id }: { id: string }) => id === step.action,
        );
        const input = objectSchema.parse(action.schema.input);
        const given = Object.keys(step.input);
        expect(Object.keys(input.properties)).toEqual(
          expect.arrayContaining(given),
        );
        expect(given).toEqual(expect.arrayContaining(input.required));

        const outputs = objectSchema.parse(action.schema.output).properties;
        expect(Object.keys(outputs)).toEqual(
          expect.arrayContaining(
            references(output, `steps\\.${step.id}\\.output`),
          ),
        );
      }
    });
  });

  describe('the answers that the forms take', () => {
    const field = (template: string, name: string) => {
      const found = readTemplate(template).parameters.find(
        page => name in page.properties,
      );
      return new RegExp(found?.properties[name].pattern ?? 'no such field');
    };

    it.each([
      ['publish-event', 'source', 'orders'],
      ['publish-event', 'source', 'com.example.orders'],
      ['publish-event', 'source', 'aws-migration'],
      ['publish-event', 'detailType', 'Order placed'],
      ['subscribe-to-event', 'queueName', ''],
      ['subscribe-to-event', 'queueName', 'order-events'],
    ])('%s, %s: takes "%s"', (template, name, answer) => {
      expect(answer).toMatch(field(template, name));
    });

    it.each([
      ['publish-event', 'source', 'aws.orders'],
      ['publish-event', 'source', 'orders@home'],
      ['publish-event', 'source', 'orders '],
      ['publish-event', 'detailType', ' Order placed'],
      ['subscribe-to-event', 'queueName', 'order events'],
      ['subscribe-to-event', 'queueName', 'orders.fifo'],
    ])('%s, %s: refuses "%s"', (template, name, answer) => {
      expect(answer).not.toMatch(field(template, name));
    });
  });
});
