import { isObject, listOf, textOf } from '../jsonSchema';
import { pascalCase, withoutLeadingDigit } from './identifiers';
import { NameHint } from './schemaShapes';

/** The name of a type after something in the schema. It begins with a capital, or Go would keep it to itself. */
export function typeName(text: string): string {
  const name = withoutLeadingDigit(pascalCase(text) || 'Value', 'N');
  return /^\p{Lu}/u.test(name) ? name : `X${name}`;
}

/** After its title, or the value that tells it from the other options, such as `kind: "card"`. */
export function optionHint(
  option: unknown,
  here: NameHint,
  index: number,
): NameHint {
  const schema = isObject(option) ? option : {};
  const title = pascalCase(textOf(schema.title) ?? '');
  if (title) return { wanted: typeName(title), within: here.wanted };
  const properties = isObject(schema.properties) ? schema.properties : {};
  for (const property of Object.values(properties)) {
    const values = isObject(property) ? listOf(property.enum) : [];
    const mark = pascalCase(textOf(values[0]) ?? '');
    if (values.length === 1 && mark) {
      return { wanted: `${here.wanted}${mark}`, within: here.within };
    }
  }
  const isObjectOption = schema.properties !== undefined;
  return isObjectOption
    ? { wanted: `${here.wanted}${index + 1}`, within: here.within }
    : { wanted: here.wanted, within: here.within };
}
