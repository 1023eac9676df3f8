import { Shape } from './shape';

/**
 * Makes what works on values of a shape once for each shape, when it is first
 * needed: the calls of a server have few shapes and many values.
 *
 * @param make - asks `of` for the parts of its shape, which may hold the shape
 */
export function oncePerShape<Args extends unknown[], Result>(
  make: (
    shape: Shape,
    of: (part: Shape) => (...args: Args) => Result,
  ) => (...args: Args) => Result,
): (shape: Shape) => (...args: Args) => Result {
  const made = new WeakMap<Shape, (...args: Args) => Result>();
  function of(shape: Shape): (...args: Args) => Result {
    const known = made.get(shape);
    if (known) {
      return known;
    }
    // A shape that holds itself finds this stand-in while it is being made.
    made.set(shape, (...args) => of(shape)(...args));
    const work = make(shape, of);
    made.set(shape, work);
    return work;
  }
  return of;
}
