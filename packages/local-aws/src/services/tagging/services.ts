import { taggableAlarms } from '../cloudwatch/taggable';
import { taggableEvents } from '../events/taggable';
import { taggableRoles } from '../iam/taggable';
import { taggableFunctions } from '../lambda/taggable';
import { taggableLogs } from '../logs/taggable';
import { taggableSchemas } from '../schemas/taggable';
import { taggableTopics } from '../sns/taggable';
import { taggableQueues } from '../sqs/taggable';
import { TaggableService } from '../taggable';

/** The services whose resources have tags. */
export const TAGGABLE_SERVICES: readonly TaggableService[] = [
  taggableAlarms,
  taggableEvents,
  taggableFunctions,
  taggableLogs,
  taggableQueues,
  taggableRoles,
  taggableSchemas,
  taggableTopics,
];
