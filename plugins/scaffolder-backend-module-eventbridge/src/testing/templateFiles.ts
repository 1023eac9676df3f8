import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';

const TEMPLATES = join(__dirname, '../../../../templates');

/** Names of our templates, each the name of its folder. */
export const templateNames = ['publish-event', 'subscribe-to-event'];

/** Reads the entity in a file of the templates folder. */
export function readTemplateFile(path: string): Entity {
  return parse(readFileSync(join(TEMPLATES, path), 'utf8'));
}
