import { useMemo } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ANNOTATION_AWS_ACCOUNT } from '@busline/backstage-plugin-eventbridge-common';
import { ErrorPlace } from '../../parts/ErrorPlace';
import { useTopology } from '../../topology/useTopology';
import { countWords } from '../../words/countWords';
import { FieldFrame } from '../parts/FieldFrame';
import { FieldNote } from '../parts/FieldNote';
import { fieldWords, TextFieldProps } from '../parts/fieldProps';
import { SearchableChoice } from '../parts/SearchableChoice';
import { SERVICE_FIELDS, servicesOf } from './services';

/** What a template may set as `ui:options`. */
export interface EventServicePickerOptions {
  /** What the chosen service will be; only words depend on it. */
  role?: 'producer' | 'consumer';
}

/** Picks the service that publishes or subscribes; the value is its entity ref. */
export function EventServicePicker(
  props: TextFieldProps<EventServicePickerOptions>,
) {
  const catalog = useApi(catalogApiRef);
  const { topology, error: topologyError } = useTopology();
  const entities = useAsync(
    async () =>
      (
        await catalog.getEntities({
          filter: { kind: 'Component' },
          fields: SERVICE_FIELDS,
        })
      ).items,
    [catalog],
  );
  const services = useMemo(
    () =>
      servicesOf(
        entities.value ?? [],
        new Map(topology?.accounts.map(({ id, name }) => [id, name])),
      ),
    [entities.value, topology],
  );

  const isProducer = props.uiSchema['ui:options']?.role === 'producer';
  const words = fieldWords(props, {
    title: 'Service',
    description: isProducer
      ? 'The service that will publish the event'
      : 'The service that will receive the event',
  });
  const outOfReach = services.filter(service => !service.canBeChosen).length;

  // Until the account names are here too: a list that is drawn anew under
  // somebody who types loses what was typed.
  const isLoading = entities.loading || (!topology && !topologyError);

  if (entities.error) {
    return (
      <ErrorPlace
        what="The services could not be read from the catalog"
        error={entities.error}
      />
    );
  }
  return (
    <FieldFrame>
      <SearchableChoice
        {...words}
        id={props.idSchema.$id}
        placeholder="Service, team or account"
        isLoading={isLoading}
        choices={(isLoading ? [] : services).map(service => ({
          id: service.ref,
          label: service.title,
          description: service.description,
          isDisabled: !service.canBeChosen,
          searchText: service.searchText,
        }))}
        value={props.formData}
        onChange={props.onChange}
      />
      {!entities.loading && services.length === 0 && (
        <FieldNote mark="info">
          The catalog holds no component yet. Register one, then come back.
        </FieldNote>
      )}
      {outOfReach > 0 && (
        <FieldNote mark="info">
          {countWords(outOfReach, 'service')} cannot be chosen: the catalog file
          does not say in which AWS account it runs. Add the annotation{' '}
          <code>{ANNOTATION_AWS_ACCOUNT}</code> with the 12 digits of the
          account.
        </FieldNote>
      )}
    </FieldFrame>
  );
}
