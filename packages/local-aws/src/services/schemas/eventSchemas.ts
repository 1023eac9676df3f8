/**
 * The library of event contracts, loaded at the first need: it compiles
 * schemas, and a local AWS that nobody asks about schemas starts faster
 * without.
 */
export function eventSchemas(): typeof import('@busline/event-schemas') {
  return require('@busline/event-schemas');
}
