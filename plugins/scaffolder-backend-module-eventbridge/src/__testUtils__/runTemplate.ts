import type { ExtendedHttpServer } from '@backstage/backend-defaults/rootHttpRouter';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import { z } from 'zod/v4';
import { readTemplateFile } from './templateFiles';

const outputSchema = z.object({
  links: z
    .array(
      z.object({
        title: z.string(),
        entityRef: z.string().optional(),
        url: z.string().optional(),
      }),
    )
    .default([]),
  text: z
    .array(z.object({ title: z.string(), content: z.string() }))
    .default([]),
});

const eventsSchema = z.array(
  z.object({
    id: z.number(),
    type: z.string(),
    body: z.object({
      message: z.string(),
      output: outputSchema.optional(),
      error: z.object({ message: z.string() }).optional(),
    }),
  }),
);

const dryRunSchema = z.object({
  log: z.array(z.object({ body: z.object({ message: z.string() }) })),
  output: outputSchema,
});

/** What a run of a template came to. */
export interface TemplateRun {
  status: string;
  /** Without the colours of the scaffolder's logger. */
  log: string[];
  error?: string;
  output?: z.infer<typeof outputSchema>;
}

/** Runs a template as a person does by its form, and waits for its end. */
export async function runTemplate(
  server: ExtendedHttpServer,
  name: string,
  values: Record<string, string>,
  onLog?: (line: string, taskId: string) => Promise<void>,
): Promise<TemplateRun> {
  const { body } = await request(server)
    .post('/api/scaffolder/v2/tasks')
    .send({ templateRef: `template:default/${name}`, values })
    .expect(201);
  const log: string[] = [];
  let after = 0;
  for (;;) {
    // Answers as soon as there is news.
    const response = await request(server).get(
      `/api/scaffolder/v2/tasks/${body.id}/events?after=${after}`,
    );
    for (const event of eventsSchema.parse(response.body)) {
      after = event.id;
      const line = plain(event.body.message);
      log.push(line);
      await onLog?.(line, body.id);
      if (event.type === 'completion') {
        const task = await request(server).get(
          `/api/scaffolder/v2/tasks/${body.id}`,
        );
        const { error, output } = event.body;
        return {
          status: task.body.status,
          error: error?.message,
          output,
          log,
        };
      }
    }
  }
}

/** Tries one of our templates out, as the template editor does. */
export function dryRunTemplate(
  server: ExtendedHttpServer,
  name: string,
  values: Record<string, string>,
): Promise<TemplateRun> {
  return dryRun(server, readTemplateFile(`${name}/template.yaml`), values);
}

/** Tries an action out in a template of its own. */
export function dryRunAction(
  server: ExtendedHttpServer,
  action: string,
  input: JsonObject,
): Promise<TemplateRun> {
  const template = {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'one-action' },
    spec: {
      type: 'event',
      steps: [{ id: 'only', name: 'Only step', action, input }],
    },
  };
  return dryRun(server, template, {});
}

async function dryRun(
  server: ExtendedHttpServer,
  template: Entity,
  values: Record<string, string>,
): Promise<TemplateRun> {
  const response = await request(server)
    .post('/api/scaffolder/v2/dry-run')
    .send({ template, values, directoryContents: [] });
  if (response.status !== 200) {
    const { error } = response.body;
    return { status: 'failed', error: error?.message, log: [] };
  }
  const { log, output } = dryRunSchema.parse(response.body);
  return {
    status: 'completed',
    log: log.map(({ body }) => plain(body.message)),
    output,
  };
}

function plain(message: string): string {
  // eslint-disable-next-line no-control-regex
  return message.replace(/\u001b\[\d+m/g, '');
}
