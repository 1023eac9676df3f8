import { useMemo } from 'react';
import { Combobox } from '@backstage/ui';

/** One thing to choose. */
export interface Choice {
  id: string;
  label: string;
  description?: string;
  isDisabled?: boolean;
  /** All that a search looks at, lower case. */
  searchText: string;
}

/** A list to search by every word of what people know. */
export function SearchableChoice(props: {
  id: string;
  label: string;
  description?: string;
  placeholder: string;
  choices: Choice[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  isLoading: boolean;
  isRequired: boolean;
  isDisabled: boolean;
  isInvalid: boolean;
}) {
  const { choices } = props;
  const searchTexts = useMemo(
    () => new Map(choices.map(choice => [choice.id, choice.searchText])),
    [choices],
  );
  return (
    <Combobox
      id={props.id}
      size="medium"
      label={props.label}
      description={props.description}
      placeholder={props.placeholder}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      isInvalid={props.isInvalid}
      loading={props.isLoading ? { state: 'loading' } : undefined}
      options={choices.map(({ id, label, description, isDisabled }) => ({
        id,
        label,
        description,
        disabled: isDisabled,
      }))}
      search={{
        filter: (item, query) =>
          query
            .toLocaleLowerCase('en')
            .split(/\s+/)
            .every(word => searchTexts.get(String(item.id))?.includes(word)),
      }}
      value={props.value ?? null}
      onChange={key => props.onChange(key === null ? undefined : String(key))}
    />
  );
}
