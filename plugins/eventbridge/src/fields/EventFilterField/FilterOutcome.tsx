import { Text } from '@backstage/ui';
import { Disclosure } from '../../parts/Disclosure';
import { JsonText } from '../../parts/JsonText';
import { StatusMark } from '../../parts/StatusMark';
import { Words } from '../../parts/Words';
import { FilterWords } from '../../way/FilterWords';
import { FilterReading } from './filterReading';
import styles from '../parts/fields.module.css';

/** The filter in words, and whether the example event passes it. */
export function FilterOutcome(props: { reading: FilterReading }) {
  const { words, problems, example } = props.reading;
  if (problems.some(({ mark }) => mark === undefined)) {
    return null;
  }
  return (
    <div className={styles.panel}>
      <Text weight="bold">The service receives </Text>
      {words.length === 0 ? (
        <Text>every event of this type.</Text>
      ) : (
        <>
          <Text>events</Text>
          <FilterWords words={words} />
        </>
      )}
      {example && (
        <div style={{ marginTop: 'var(--bui-space-2)' }}>
          <StatusMark mark={example.matches ? 'good' : 'info'}>
            {example.matches
              ? 'The example event passes.'
              : 'The example event does not pass:'}
            {example.misses.map(miss => (
              <div key={miss}>
                <Words text={miss} />
              </div>
            ))}
          </StatusMark>
          <Disclosure label="Example event">
            <JsonText value={example.event} what="the example event" />
          </Disclosure>
        </div>
      )}
    </div>
  );
}
