import { Consumer } from '@busline/backstage-plugin-eventbridge-common';

/** How a consumer's way stands: a word, and a sentence that explains it. */
export function healthWords(health: Consumer['health']): {
  word: string;
  because: string;
} {
  return {
    ok: {
      word: 'OK',
      because: 'Every hop has all it needs.',
    },
    broken: {
      word: 'Broken',
      because: 'A hop lacks something, so events do not arrive.',
    },
    unknown: {
      word: 'Unknown',
      because: 'A part of the way could not be read.',
    },
    'declared only': {
      word: 'Declared only',
      because: 'The catalog declares it, but no rule leads there.',
    },
  }[health];
}
