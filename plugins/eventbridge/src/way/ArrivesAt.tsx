import { Place } from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { placeWords } from '../words/hopWords';
import styles from './way.module.css';

/** Where events arrive, and in whose account. */
export function ArrivesAt(props: { place?: Place }) {
  const { place } = props;
  if (!place) {
    return <Text color="secondary">nowhere yet</Text>;
  }
  return (
    <div className={styles.arrivesAt}>
      <span title={place.arn}>{placeWords(place)}</span>
      <Text as="div" color="secondary" title={`AWS account ${place.accountId}`}>
        {place.accountName}
      </Text>
    </div>
  );
}
