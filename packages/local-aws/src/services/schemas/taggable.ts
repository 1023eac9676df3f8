import { TaggableService } from '../taggable';
import { DISCOVERERS, REGISTRIES, schemasOf } from './state';
import { tagOperations } from './tagOperations';

const operations = new Map(tagOperations);

/** Registries, their schemas and discoverers. */
export const taggableSchemas: TaggableService = {
  service: 'schemas',
  *list(accounts, place) {
    for (const registry of accounts.table(REGISTRIES, place).values()) {
      const { arn, tags, name } = registry;
      yield { arn, type: 'schemas:registry', tags };
      for (const schema of schemasOf(accounts, place, name).values()) {
        yield { arn: schema.arn, type: 'schemas:schema', tags: schema.tags };
      }
    }
    for (const { arn, tags } of accounts.table(DISCOVERERS, place).values()) {
      yield { arn, type: 'schemas:discoverer', tags };
    }
  },
  tag: (ResourceArn, Tags) => ({
    operation: operations.get('TagResource'),
    input: { ResourceArn, Tags },
  }),
  untag: (ResourceArn, TagKeys) => ({
    operation: operations.get('UntagResource'),
    input: { ResourceArn, TagKeys },
  }),
};
