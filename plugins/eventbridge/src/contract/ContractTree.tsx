import { RiShieldUserLine } from '@remixicon/react';
import { Badge, Text } from '@backstage/ui';
import { ContractField } from '@busline/event-schemas';
import { fieldExampleWords, fieldTypeWords } from './fieldWords';
import { flattenFields } from './flattenFields';
import { Words } from '../parts/Words';
import partStyles from '../parts/parts.module.css';
import styles from './contract.module.css';

/** The fields of an event as a tree: name, type, need, meaning, example. */
export function ContractTree(props: {
  fields: ContractField[];
  caption: string;
}) {
  return (
    <div className={partStyles.tableScroll}>
      <table className={partStyles.table} aria-label={props.caption}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
            <th scope="col">Example</th>
          </tr>
        </thead>
        <tbody>
          {flattenFields(props.fields).map(({ field, depth }) => (
            <tr key={field.path} className={partStyles.row}>
              <th
                scope="row"
                title={field.path}
                style={{ paddingInlineStart: `${depth * 20}px` }}
              >
                <code className={styles.name}>{field.name}</code>{' '}
                {!field.required && (
                  <Text variant="body-x-small" color="secondary">
                    optional
                  </Text>
                )}
                {field.sensitive && (
                  <div>
                    <Badge size="small" icon={<RiShieldUserLine />}>
                      Personal data
                    </Badge>
                  </div>
                )}
              </th>
              <td className={styles.type}>{fieldTypeWords(field)}</td>
              <td>
                {field.description ? (
                  <Words text={field.description} />
                ) : (
                  <Text color="secondary">–</Text>
                )}
              </td>
              <td className={styles.example}>{fieldExampleWords(field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
