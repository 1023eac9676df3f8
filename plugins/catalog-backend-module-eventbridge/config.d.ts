import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      eventbridge?: {
        /**
         * How often the catalog asks for the event types. A change that Busline
         * notices arrives at once; this is for those it does not hear of.
         * Every 30 seconds where it is not given.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
