import { schemaArn } from '../../aws/arn';
import { canonicalJson } from '../../aws/canonicalJson';
import { Ground } from '../ground';
import { draft, Draft, partOf, seen, tagDifferences } from './draft';

/** A contract in the registry. */
export interface WantedSchema {
  name: string;
  /** What people call the event. */
  title: string;
  content: string;
  description?: string;
  tags: Record<string, string>;
}

/** The contract; other content than the newest version's becomes a new version. */
export function draftSchema(ground: Ground, wanted: WantedSchema): Draft {
  const { hub, registryName } = ground.platform;
  const { name, title, content, description, tags } = wanted;
  const sighting = partOf(
    ground.aws.registry(hub, registryName),
    ({ schemas }) => schemas.find(schema => schema.name === name),
  );
  const schema = seen(sighting);
  const differences: string[] = [];
  if (schema && schema.type !== 'JSONSchemaDraft4') {
    differences.push(`type: ${schema.type} → JSONSchemaDraft4`);
  }
  if (schema && !isSameJson(schema.content, content)) {
    differences.push(
      `content: version ${schema.latestVersion} is followed by a new version`,
    );
  }
  if (schema) {
    differences.push(...tagDifferences(tags, schema.tags));
  }
  return draft(ground, {
    at: hub,
    arn: schema?.arn ?? schemaArn(hub, registryName, name),
    title: `schema ${name}`,
    why: `The contract of "${title}", for producers and consumers alike`,
    desired: {
      kind: 'schema',
      registryName,
      name,
      type: 'JSONSchemaDraft4',
      content,
      ...(description ? { description } : {}),
      tags,
    },
    sighting,
    differences,
  });
}

function isSameJson(one: string, other: string): boolean {
  try {
    return canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other));
  } catch {
    // What is in the registry may be no JSON at all; then it is not the same.
    return false;
  }
}
