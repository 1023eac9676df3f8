import { Finding } from '../findings/finding';
import { hubBusArn } from '../platform';
import { eventTypeId } from '../topology/eventTypeId';
import { EventType, EventTypeKey } from '../topology/types';
import { Ground } from './ground';
import { fieldProblem, stateProblem } from './problem';

/** "DetailType … Length Constraints: maximum 128", PutEventsRequestEntry. */
const MAX_DETAIL_TYPE_LENGTH = 128;

/** "Source … maximum 256", Event in the API reference. */
const MAX_SOURCE_LENGTH = 256;

/** What EventBridge asks of every event's source and detail-type. */
export function checkEventTypeKey({
  source,
  detailType,
}: EventTypeKey): Finding[] {
  const problems: Finding[] = [];
  if (source.startsWith('aws.')) {
    problems.push(
      fieldProblem(
        'source',
        'source-reserved',
        `Source ${source} begins with aws., which is reserved for AWS services`,
        'Use a name of your own, for example com.example.orders',
      ),
    );
  }
  if (source.trim() !== source || source === '') {
    problems.push(
      fieldProblem(
        'source',
        'source-malformed',
        'Source is empty or has white space around it',
        'Remove the white space',
      ),
    );
  }
  if (source.length > MAX_SOURCE_LENGTH) {
    problems.push(
      fieldProblem(
        'source',
        'source-too-long',
        `Source has ${source.length} characters, the limit is ${MAX_SOURCE_LENGTH}`,
        'Shorten it',
      ),
    );
  }
  if (detailType.trim() !== detailType || detailType === '') {
    problems.push(
      fieldProblem(
        'detailType',
        'detail-type-malformed',
        'Detail-type is empty or has white space around it',
        'Remove the white space',
      ),
    );
  }
  if (detailType.length > MAX_DETAIL_TYPE_LENGTH) {
    problems.push(
      fieldProblem(
        'detailType',
        'detail-type-too-long',
        `Detail-type has ${detailType.length} characters, the limit is ${MAX_DETAIL_TYPE_LENGTH}`,
        'Shorten it',
      ),
    );
  }
  return problems;
}

/** The event type a consumer asks for, which must be known on the platform. */
export function checkKnownEventType(
  key: EventTypeKey,
  { topology }: Ground,
): { eventType?: EventType; problems: Finding[] } {
  const id = eventTypeId(key);
  const eventType = topology.eventTypes.find(one => one.id === id);
  if (eventType) {
    return { eventType, problems: [] };
  }
  const ofSource = topology.eventTypes
    .filter(({ source }) => source === key.source)
    .map(({ detailType }) => detailType);
  return {
    problems: [
      fieldProblem(
        ofSource.length > 0 ? 'detailType' : 'source',
        'event-type-unknown',
        ofSource.length > 0
          ? `Source ${key.source} has no event ${
              key.detailType
            }; it has ${ofSource.join(', ')}`
          : `No event type of source ${key.source} is known`,
        'Choose an event from the list, or ask its producer to publish it first',
      ),
    ],
  };
}

/** The hub bus has to be there before anything can be attached to it. */
export function checkHubBus({ platform, aws }: Ground): Finding[] {
  const arn = hubBusArn(platform);
  const { busName, accountId, region } = platform.hub;
  return aws.bus(arn).status === 'absent'
    ? [
        stateProblem(
          'hub-bus-missing',
          { arn, name: `bus ${busName}` },
          `Bus ${busName} does not exist in account ${accountId}, Region ${region}`,
          'Create it, or correct eventbridge.hub in app-config',
        ),
      ]
    : [];
}
