import { Consumer } from '@busline/backstage-plugin-eventbridge-common';
import { Mark, StatusMark } from '../parts/StatusMark';
import { healthWords } from '../words/healthWords';

const MARKS: Record<Consumer['health'], Mark> = {
  ok: 'good',
  broken: 'bad',
  unknown: 'unknown',
  'declared only': 'info',
};

/** How a consumer's way stands, as icon and word. */
export function HealthMark(props: { health: Consumer['health'] }) {
  const { word, because } = healthWords(props.health);
  return (
    <StatusMark mark={MARKS[props.health]} title={because}>
      {word}
    </StatusMark>
  );
}
