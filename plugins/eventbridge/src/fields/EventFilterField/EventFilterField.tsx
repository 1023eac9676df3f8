import {
  RefObject,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { RiAddLine, RiBracesLine, RiListCheck2 } from '@remixicon/react';
import { Button, FieldLabel, Flex, Text } from '@backstage/ui';
import { JsonEditor } from '../../editor/JsonEditor';
import { useTopology } from '../../topology/useTopology';
import { FieldFrame } from '../parts/FieldFrame';
import { fieldWords, formText, TextFieldProps } from '../parts/fieldProps';
import { ProblemList } from '../parts/ProblemList';
import { Condition, conditionsOf, filterOf } from './conditions';
import { ConditionRow } from './ConditionRow';
import { filterFields } from './filterFields';
import { FilterOutcome } from './FilterOutcome';
import { readFilterText } from './filterReading';
import styles from '../parts/fields.module.css';

const PLACEHOLDER = '{ "detail": { "region": ["EU"] } }';

const NEW_CONDITION: Condition = {
  path: '',
  kind: 'text',
  operator: 'is',
  values: [],
};

/**
 * Narrows a subscription: conditions on fields of the chosen event, or an event
 * pattern as JSON. The value is the pattern's text; none means every event.
 */
export function EventFilterField(props: TextFieldProps) {
  const { label, description, isDisabled, isInvalid } = fieldWords(props, {
    title: 'Filter',
    description: 'Which events to receive; leave it empty for all of them',
  });
  const text = props.formData ?? '';
  const settledText = useDeferredValue(text);
  const eventTypeId = formText(props, 'eventType');
  const { topology } = useTopology();
  const eventType = topology?.eventTypes.find(({ id }) => id === eventTypeId);
  const fields = useMemo(
    () => filterFields(eventType?.detailSchema ?? {}),
    [eventType],
  );
  const reading = useMemo(
    () => readFilterText(settledText, eventType),
    [settledText, eventType],
  );
  const problemsId = useId();

  const [conditions, setConditions] = useState(() => conditionsIn(text));
  const [isJsonWanted, setIsJsonWanted] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const isGuided = !isJsonWanted && conditions !== undefined;

  const changeConditions = (next: Condition[]) => {
    setConditions(next);
    const filter = filterOf(next);
    props.onChange(filter && JSON.stringify(filter, null, 2));
  };
  const changeMode = () => {
    if (isGuided) {
      setIsJsonWanted(true);
    } else {
      setConditions(conditionsIn(text));
      setIsJsonWanted(false);
    }
  };
  const isBeyondForm = !isGuided && conditionsIn(text) === undefined;

  return (
    <FieldFrame>
      <div className={styles.field}>
        <Flex justify="between" align="end" gap="4">
          <FieldLabel
            label={label}
            description={description}
            secondaryLabel="Optional"
          />
          <Button
            variant="tertiary"
            size="small"
            iconStart={isGuided ? <RiBracesLine /> : <RiListCheck2 />}
            onPress={changeMode}
            isDisabled={isBeyondForm}
          >
            {isGuided ? 'Edit as JSON' : 'Edit as conditions'}
          </Button>
        </Flex>
        {isGuided ? (
          <>
            {conditions.map((condition, index) => (
              <ConditionRow
                key={index}
                number={index + 1}
                condition={condition}
                // Two conditions on one field would be alternatives, not both.
                fields={fields.filter(
                  ({ path }) =>
                    path === condition.path ||
                    conditions.every(other => other.path !== path),
                )}
                isDisabled={isDisabled}
                onChange={changed =>
                  changeConditions(conditions.with(index, changed))
                }
                onRemove={() => {
                  changeConditions(conditions.toSpliced(index, 1));
                  // The button that had the focus goes away with its row.
                  addButton.current?.focus();
                }}
              />
            ))}
            <NextCondition
              buttonRef={addButton}
              eventTypeId={eventTypeId}
              hasFields={fields.length > 0}
              isDisabled={isDisabled}
              onAdd={() => setConditions([...conditions, NEW_CONDITION])}
            />
          </>
        ) : (
          <>
            {isBeyondForm && (
              <Text color="secondary">
                This filter can only be edited as JSON: it is not complete, or
                it asks for something the conditions have no words for.
              </Text>
            )}
            <JsonEditor
              label={`${label} as JSON`}
              value={text}
              onChange={value => props.onChange(value || undefined)}
              placeholder={PLACEHOLDER}
              describedBy={problemsId}
              isInvalid={isInvalid || reading.problems.some(isError)}
              isDisabled={isDisabled}
            />
          </>
        )}
        <ProblemList id={problemsId} problems={reading.problems} />
        {(eventType || text) && <FilterOutcome reading={reading} />}
      </div>
    </FieldFrame>
  );
}

function NextCondition(props: {
  buttonRef: RefObject<HTMLButtonElement>;
  eventTypeId: string | undefined;
  hasFields: boolean;
  isDisabled: boolean;
  onAdd: () => void;
}) {
  if (!props.eventTypeId) {
    return (
      <Text color="secondary">
        Choose an event first; its fields are then offered here.
      </Text>
    );
  }
  if (!props.hasFields) {
    return (
      <Text color="secondary">
        The contract of this event names no fields to choose from. Edit the
        filter as JSON, or leave it empty.
      </Text>
    );
  }
  return (
    <div>
      <Button
        ref={props.buttonRef}
        variant="secondary"
        size="small"
        iconStart={<RiAddLine />}
        onPress={props.onAdd}
        isDisabled={props.isDisabled}
      >
        Add a condition
      </Button>
    </div>
  );
}

function conditionsIn(text: string): Condition[] | undefined {
  if (text.trim() === '') {
    return [];
  }
  try {
    return conditionsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isError(problem: { mark?: string }): boolean {
  return problem.mark === undefined || problem.mark === 'bad';
}
