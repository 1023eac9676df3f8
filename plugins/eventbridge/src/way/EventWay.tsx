import {
  Hop,
  HopNeed,
  Party,
  Place,
} from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { AccountName } from '../parts/AccountName';
import { CopyButton } from '../parts/CopyText';
import { PartyLink } from '../parts/EntityLink';
import { Mark, StatusMark } from '../parts/StatusMark';
import { Words } from '../parts/Words';
import { needWords, placeWords } from '../words/hopWords';
import styles from './way.module.css';

const MARKS: Record<HopNeed['status'], Mark> = {
  met: 'good',
  missing: 'bad',
  unknown: 'unknown',
};

/** The way an event takes, hop by hop, with what each hop needs. */
export function EventWay(props: { producers: Party[]; path: Hop[] }) {
  const [first] = props.path;
  return (
    <ol className={styles.way} aria-label="The way the event takes">
      <li className={styles.stop}>
        {props.producers.length === 0
          ? 'No known producer'
          : props.producers.map((producer, index) => (
              <span key={producer.componentRef ?? producer.name}>
                {index > 0 && ', '}
                <PartyLink party={producer} />
              </span>
            ))}{' '}
        <span className={styles.via}>puts the event on</span>{' '}
        <PlaceName place={first.from} hubRegion={first.from.region} />
      </li>
      {props.path.map(hop => (
        <HopStop
          key={`${hop.via.arn} ${hop.to.arn}`}
          hop={hop}
          hubRegion={first.from.region}
        />
      ))}
    </ol>
  );
}

function HopStop(props: { hop: Hop; hubRegion: string }) {
  const { hop } = props;
  const isBroken = hop.needs.some(need => need.status === 'missing');
  return (
    <li className={`${styles.stop} ${isBroken ? styles.broken : ''}`}>
      <span className={styles.via}>rule</span> {hop.via.name}{' '}
      <CopyButton text={hop.via.arn} what={`ARN of rule ${hop.via.name}`} />{' '}
      <span className={styles.via}>sends it to</span>{' '}
      <PlaceName place={hop.to} hubRegion={props.hubRegion} />
      <ul className={styles.needs} aria-label="What this hop needs">
        {hop.needs.map(need => (
          <li key={`${need.kind} ${need.what}`}>
            <StatusMark mark={MARKS[need.status]}>
              {needWords(need)}
              {need.arn && (
                <CopyButton text={need.arn} what={`ARN of ${need.what}`} />
              )}
              {need.mend && (
                <Text color="secondary">
                  {' — '}
                  <Words text={need.mend} />
                </Text>
              )}
            </StatusMark>
          </li>
        ))}
      </ul>
    </li>
  );
}

function PlaceName(props: { place: Place; hubRegion: string }) {
  const { place } = props;
  const words = placeWords(place);
  return (
    <>
      <span className={styles.place} title={place.arn}>
        {words}
      </span>
      <CopyButton text={place.arn} what={`ARN of ${words}`} />{' '}
      <span className={styles.via}>
        <span className={styles.together}>
          in <AccountName id={place.accountId} name={place.accountName} />
        </span>
        {place.region !== props.hubRegion && ` · ${place.region}`}
      </span>
    </>
  );
}
