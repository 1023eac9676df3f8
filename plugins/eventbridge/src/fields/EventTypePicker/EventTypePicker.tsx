import { useMemo } from 'react';
import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import { contractFields } from '@busline/event-schemas';
import { flattenFields } from '../../contract/flattenFields';
import { ErrorPlace } from '../../parts/ErrorPlace';
import { useTopology } from '../../topology/useTopology';
import { FieldFrame } from '../parts/FieldFrame';
import { FieldNote } from '../parts/FieldNote';
import { fieldWords, TextFieldProps } from '../parts/fieldProps';
import { Choice, SearchableChoice } from '../parts/SearchableChoice';
import { ChosenEventType } from './ChosenEventType';

const choiceOf = (eventType: EventType): Choice => {
  const owner = eventType.ownerRef?.replace(/^.*[:/]/, '') ?? 'no owner';
  return {
    id: eventType.id,
    label: eventType.title,
    description: `${eventType.source} · ${owner}`,
    searchText: [
      eventType.title,
      eventType.id,
      owner,
      eventType.description,
      ...eventType.producers.map(({ name }) => name),
      ...flattenFields(contractFields(eventType.detailSchema ?? {})).map(
        ({ field }) => field.path,
      ),
    ]
      .join(' ')
      .toLocaleLowerCase('en'),
  };
};

/** Picks an event type; the value is its id, `source@detail-type`. */
export function EventTypePicker(props: TextFieldProps) {
  const { topology, error, isLoading, reload } = useTopology();
  const choices = useMemo(
    () => topology?.eventTypes.map(choiceOf) ?? [],
    [topology],
  );
  const chosen = topology?.eventTypes.find(({ id }) => id === props.formData);
  const words = fieldWords(props, {
    title: 'Event',
    description: 'The event to receive',
  });

  if (error && !topology) {
    return (
      <ErrorPlace
        what="The events could not be read"
        error={error}
        onRetry={reload}
      />
    );
  }
  return (
    <FieldFrame>
      <SearchableChoice
        {...words}
        id={props.idSchema.$id}
        placeholder="Event, service, team or field"
        isLoading={isLoading || !topology}
        choices={choices}
        value={props.formData}
        onChange={props.onChange}
      />
      {chosen && <ChosenEventType eventType={chosen} />}
      {topology && choices.length === 0 && (
        <FieldNote mark="info">
          No event is published yet. The first one comes from the template
          “Publish an event”.
        </FieldNote>
      )}
      {topology && props.formData && !chosen && (
        <FieldNote mark="warn">
          No event is known as {props.formData}. Choose one from the list.
        </FieldNote>
      )}
    </FieldFrame>
  );
}
