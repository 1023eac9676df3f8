import { HopNeed, Place } from '@busline/backstage-plugin-eventbridge-common';

/** `queue access-events`, `bus hub`. */
export function placeWords(place: Place): string {
  const kinds: Partial<Record<Place['kind'], string>> = {
    'event bus': 'bus',
    other: 'target',
  };
  return `${kinds[place.kind] ?? place.kind} ${place.name}`;
}

/**
 * What a hop needs and how it stands. A role or policy that is there but does
 * not allow enough is also "not in place"; the mend says which it is.
 */
export function needWords(need: HopNeed): string {
  if (need.status === 'unknown') {
    return `${need.what}: could not be read`;
  }
  const [met, missing] =
    need.kind === 'enabled'
      ? ['enabled', 'disabled']
      : ['in place', 'not in place'];
  return `${need.what}: ${need.status === 'met' ? met : missing}`;
}
