import { tagList, tagsFromMap } from '../tags';
import { TaggableService } from '../taggable';
import { roleOperations } from './roleOperations';

const operations = new Map(roleOperations);

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

/**
 * Roles. "IAM users and roles can only be used in TagResources and
 * UntagResources": they are not listed.
 */
export const taggableRoles: TaggableService = {
  service: 'iam',
  list: () => [],
  tag: (arn, tags) => ({
    operation: operations.get('TagRole'),
    input: { RoleName: nameOf(arn), Tags: tagList(tagsFromMap(tags)) },
  }),
  untag: (arn, TagKeys) => ({
    operation: operations.get('UntagRole'),
    input: { RoleName: nameOf(arn), TagKeys },
  }),
};
