import { Place } from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { placeWords } from '../words/hopWords';

/** Where events arrive, and in whose account. */
export function ArrivesAt(props: { place?: Place }) {
  const { place } = props;
  if (!place) {
    return <Text color="secondary">nowhere yet</Text>;
  }
  return (
    <>
      <span title={place.arn}>{placeWords(place)}</span>
      <br />
      <Text color="secondary" title={`AWS account ${place.accountId}`}>
        {place.accountName}
      </Text>
    </>
  );
}
