import { HopNeed, Place } from '@busline/backstage-plugin-eventbridge-common';

/** `queue access-events`, `bus hub`. */
export function placeWords(place: Place): string {
  const kinds: Partial<Record<Place['kind'], string>> = {
    'event bus': 'bus',
    other: 'target',
  };
  return `${kinds[place.kind] ?? place.kind} ${place.name}`;
}

/** What a hop needs, and whether it is there, as one phrase. */
export function needWords(need: HopNeed): string {
  const kind = need.kind === 'enabled' ? 'rule' : need.kind;
  const subject = need.what.toLocaleLowerCase('en').includes(kind)
    ? need.what
    : `${kind} ${need.what}`.trim();
  if (need.status === 'unknown') {
    return `${subject} could not be read`;
  }
  if (need.kind === 'enabled') {
    return `${subject} is ${need.status === 'met' ? 'enabled' : 'disabled'}`;
  }
  return `${subject} is ${need.status === 'met' ? 'there' : 'missing'}`;
}
