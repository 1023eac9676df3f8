import { RiDeleteBinLine } from '@remixicon/react';
import { ButtonIcon, Select, TextField } from '@backstage/ui';
import { Condition, Operator, operatorsFor, valuesTaken } from './conditions';
import { FilterField } from './filterFields';
import styles from '../parts/fields.module.css';

/** One condition: which field, how, which value. */
export function ConditionRow(props: {
  /** 1 for the first. */
  number: number;
  condition: Condition;
  fields: FilterField[];
  isDisabled: boolean;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) {
  const { condition, fields, number, onChange, isDisabled } = props;
  const naming = (label: string) =>
    number === 1 ? { label } : { 'aria-label': label };
  const field = fields.find(({ path }) => path === condition.path);
  // A filter written by hand may ask about a field the contract does not name.
  const options = field
    ? fields
    : [
        ...fields,
        ...(condition.path
          ? [{ path: condition.path, kind: condition.kind, sensitive: false }]
          : []),
      ];

  const changeField = (path: string) => {
    const kind = fields.find(each => each.path === path)?.kind ?? 'text';
    const keepsOperator = operatorsFor(kind).includes(condition.operator);
    onChange({
      path,
      kind,
      operator: keepsOperator ? condition.operator : 'is',
      values: [],
    });
  };

  return (
    <fieldset className={styles.condition} aria-label={`Condition ${number}`}>
      <Select
        {...naming('Field')}
        searchable
        searchPlaceholder="Search fields"
        options={options.map(({ path, description, sensitive }) => ({
          id: path,
          label: path.replace(/^detail\./, ''),
          description: sensitive
            ? `Personal data. ${description ?? ''}`
            : description,
        }))}
        value={condition.path || null}
        onChange={key => changeField(String(key))}
        isDisabled={isDisabled}
      />
      <Select
        {...naming('Condition')}
        options={operatorsFor(condition.kind).map(operator => ({
          id: operator,
          label: operator,
        }))}
        value={condition.operator}
        onChange={key => {
          const operator = operatorsFor(condition.kind).find(
            each => each === key,
          );
          if (operator) {
            onChange(withOperator(condition, operator));
          }
        }}
        isDisabled={isDisabled}
      />
      <ValueInput
        condition={condition}
        field={field}
        naming={naming}
        isDisabled={isDisabled}
        onChange={values => onChange({ ...condition, values })}
      />
      <ButtonIcon
        variant="tertiary"
        icon={<RiDeleteBinLine />}
        aria-label={`Remove condition ${number}`}
        onPress={props.onRemove}
        isDisabled={isDisabled}
      />
    </fieldset>
  );
}

function withOperator(condition: Condition, operator: Operator): Condition {
  const taken = valuesTaken(operator);
  const keep = { none: 0, one: 1, several: condition.values.length }[taken];
  return { ...condition, operator, values: condition.values.slice(0, keep) };
}

function ValueInput(props: {
  condition: Condition;
  field: FilterField | undefined;
  /** Names an input, visibly or not. */
  naming: (label: string) => { label?: string; 'aria-label'?: string };
  isDisabled: boolean;
  onChange: (values: string[]) => void;
}) {
  const { condition, field, naming, isDisabled, onChange } = props;
  const taken = valuesTaken(condition.operator);
  if (taken === 'none') {
    return <span />;
  }
  const listed =
    field?.values ?? (condition.kind === 'boolean' ? ['true', 'false'] : []);
  if (listed.length > 0 && taken === 'several') {
    return (
      <Select
        {...naming('Values')}
        selectionMode="multiple"
        options={[...new Set([...listed, ...condition.values])].map(value => ({
          id: value,
          label: value,
        }))}
        value={condition.values}
        onChange={keys => onChange(keys.map(String))}
        isDisabled={isDisabled}
      />
    );
  }
  return (
    <TextField
      {...naming(taken === 'several' ? 'Values' : 'Value')}
      placeholder={
        taken === 'several' ? 'Separate values by commas' : undefined
      }
      value={condition.values.join(',')}
      onChange={text =>
        onChange(taken === 'several' ? text.split(',') : [text])
      }
      isDisabled={isDisabled}
    />
  );
}
