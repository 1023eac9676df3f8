import { JsonSchema, numberOf } from '../jsonSchema';
import { Demand, plain } from './demand';

const INT32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };

/** What a schema asks of a number. */
export function numberDemands(schema: JsonSchema): Demand[] {
  const demands: Demand[] = [];
  const least = (value: number, isOpen: boolean) =>
    demands.push(
      plain(
        { on: 'least', value, isOpen },
        { on: 'most', value, isOpen: !isOpen },
      ),
    );
  const most = (value: number, isOpen: boolean) =>
    demands.push(
      plain(
        { on: 'most', value, isOpen },
        { on: 'least', value, isOpen: !isOpen },
      ),
    );
  const whole = () =>
    demands.push(
      plain({ on: 'whole', holds: true }, { on: 'whole', holds: false }),
    );

  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  // Draft-04 has a flag beside the bound, later drafts a bound of its own.
  if (typeof minimum === 'number') least(minimum, exclusiveMinimum === true);
  if (typeof maximum === 'number') most(maximum, exclusiveMaximum === true);
  if (typeof exclusiveMinimum === 'number') least(exclusiveMinimum, true);
  if (typeof exclusiveMaximum === 'number') most(exclusiveMaximum, true);
  const of = numberOf(schema.multipleOf);
  if (of !== undefined) {
    demands.push(
      plain(
        { on: 'multiple', of, holds: true },
        { on: 'multiple', of, holds: false },
      ),
    );
  }
  // The validator checks these two formats of OpenAPI on numbers ("Data Types").
  if (schema.format === 'int32' || schema.format === 'int64') whole();
  if (schema.format === 'int32') {
    least(INT32.least, false);
    most(INT32.most, false);
  }
  return demands;
}
