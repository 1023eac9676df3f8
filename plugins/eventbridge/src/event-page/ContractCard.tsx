import { useMemo } from 'react';
import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { contractFields, JsonSchema } from '@busline/event-schemas';
import { ContractTree } from '../contract/ContractTree';
import { exampleEvent, hasContract } from '../contract/exampleEvent';
import { CopyText } from '../parts/CopyText';
import { EmptyPlace } from '../parts/EmptyPlace';
import { JsonText } from '../parts/JsonText';
import { Section } from '../parts/Section';
import { TemplateButton } from '../parts/TemplateButton';
import { versionWords } from '../words/versionWords';
import { EventTypePlace } from './EventTypePlace';
import wayStyles from '../way/way.module.css';
import styles from '../contract/contract.module.css';

/** What an event holds: its fields, and an example. */
export function ContractCard() {
  return (
    <Section title="Contract">
      <EventTypePlace what="contract" isAgeElsewhere>
        {eventType =>
          hasContract(eventType) ? (
            <Contract eventType={eventType} />
          ) : (
            <EmptyPlace
              words="The fields of the event and an example appear here once its contract is registered. The template “Publish an event” registers it."
              action={
                <TemplateButton
                  template="publish"
                  label="Register the contract"
                  preset={{
                    source: eventType.source,
                    detailType: eventType.detailType,
                  }}
                />
              }
            />
          )
        }
      </EventTypePlace>
    </Section>
  );
}

function Contract(props: {
  eventType: EventType & { detailSchema: JsonSchema };
}) {
  const { eventType } = props;
  const fields = useMemo(
    () => contractFields(eventType.detailSchema),
    [eventType.detailSchema],
  );
  const example = useMemo(() => exampleEvent(eventType), [eventType]);
  return (
    <>
      <Text as="p" color="secondary" style={{ margin: '0 0 16px' }}>
        {versionWords(eventType.version)}
        {eventType.versions.length > 1 &&
          `, the newest of ${eventType.versions.length} versions`}
        {eventType.schemaArn && (
          <>
            <br />
            <CopyText text={eventType.schemaArn} what="ARN of the schema" />
          </>
        )}
      </Text>
      <div className={styles.beside}>
        {fields.length > 0 ? (
          <ContractTree
            fields={fields}
            caption={`Fields of ${eventType.title}`}
          />
        ) : (
          <EmptyPlace words="The contract names no fields: the detail of this event may hold anything." />
        )}
        <div>
          <h4 className={wayStyles.heading}>Example event</h4>
          {example ? (
            <JsonText value={example} what="the example event" />
          ) : (
            <Text color="secondary">
              No example could be made that fits the contract.
            </Text>
          )}
        </div>
      </div>
    </>
  );
}
