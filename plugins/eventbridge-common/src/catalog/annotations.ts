/** The AWS account a component runs in: 12 digits, on a Component. @public */
export const ANNOTATION_AWS_ACCOUNT = 'busline.dev/aws-account';

/** The AWS Region a component runs in, where it is not the hub's. @public */
export const ANNOTATION_AWS_REGION = 'busline.dev/aws-region';

/** Marks an API entity as an event type; holds its `source`. @public */
export const ANNOTATION_EVENT_SOURCE = 'busline.dev/event-source';

/** Marks an API entity as an event type; holds its `detail-type`. @public */
export const ANNOTATION_EVENT_DETAIL_TYPE = 'busline.dev/event-detail-type';

/** The ARN of the registry schema that holds an event type's contract. @public */
export const ANNOTATION_EVENT_SCHEMA_ARN = 'busline.dev/event-schema-arn';
