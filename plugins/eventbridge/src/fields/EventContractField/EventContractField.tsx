import { useDeferredValue, useId, useMemo } from 'react';
import { FieldLabel, Text } from '@backstage/ui';
import { ContractTree } from '../../contract/ContractTree';
import { JsonEditor } from '../../editor/JsonEditor';
import { Disclosure } from '../../parts/Disclosure';
import { countWords } from '../../words/countWords';
import { FieldNote } from '../parts/FieldNote';
import { FieldFrame } from '../parts/FieldFrame';
import { fieldWords, TextFieldProps } from '../parts/fieldProps';
import { ProblemList } from '../parts/ProblemList';
import { flattenFields } from '../../contract/flattenFields';
import { readContractText } from './contractReading';
import styles from '../parts/fields.module.css';

const PLACEHOLDER = `{
  "orderId": "ord_17",
  "amount": 12.5
}`;

/** Takes a contract as text: a JSON Schema, or an example to infer one from. */
export function EventContractField(props: TextFieldProps) {
  const { label, description, isRequired, isDisabled, isInvalid } = fieldWords(
    props,
    {
      title: 'Contract',
      description:
        'Paste an example of the event, or a JSON Schema of its detail',
    },
  );
  const text = props.formData ?? '';
  const settledText = useDeferredValue(text);
  const reading = useMemo(() => readContractText(settledText), [settledText]);
  const problemsId = useId();
  const hasErrors = reading.problems.some(
    ({ severity }) => severity === 'error',
  );
  const count = flattenFields(reading.fields).length;

  return (
    <FieldFrame>
      <div className={styles.field}>
        <FieldLabel
          label={label}
          description={description}
          secondaryLabel={isRequired ? 'Required' : undefined}
        />
        <JsonEditor
          label={label}
          value={text}
          onChange={value => props.onChange(value || undefined)}
          placeholder={PLACEHOLDER}
          describedBy={problemsId}
          isInvalid={isInvalid || hasErrors}
          isDisabled={isDisabled}
        />
        <ProblemList
          id={problemsId}
          problems={reading.problems.map(problem => ({
            ...problem,
            mark: problem.severity === 'error' ? 'bad' : 'warn',
          }))}
        />
        {reading.recognised && (
          <>
            <FieldNote mark="good">{reading.recognised}</FieldNote>
            {count > 0 ? (
              <Disclosure label={countWords(count, 'field')} isOpenAtFirst>
                <ContractTree
                  fields={reading.fields}
                  caption="Fields of the contract"
                />
              </Disclosure>
            ) : (
              <Text color="secondary">The event would have no fields.</Text>
            )}
          </>
        )}
      </div>
    </FieldFrame>
  );
}
