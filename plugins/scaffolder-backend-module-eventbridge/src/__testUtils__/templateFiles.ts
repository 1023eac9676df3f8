import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';

const PACKAGE =
  '@busline/backstage-plugin-scaffolder-backend-module-eventbridge';

/** Names of our templates, each the name of its folder. */
export const templateNames = ['publish-event', 'subscribe-to-event'];

/** Reads the entity in a file of the templates folder. */
export function readTemplateFile(path: string): Entity {
  const file = resolvePackagePath(PACKAGE, '../../templates', path);
  return parse(readFileSync(file, 'utf8'));
}
