import { BareType, RecordDeclaration, UnionDeclaration } from './bindingModel';
import { Names } from './identifiers';
import { apply, javadoc, typeText } from './javaText';

/** The options that are records. */
export function recordsIn(union: UnionDeclaration): RecordDeclaration[] {
  return union.options.flatMap(option =>
    option.kind === 'named' && option.declaration.kind === 'record'
      ? [option.declaration]
      : [],
  );
}

/** Records are options themselves; everything else stands in a record of one component. */
export function declareUnion(
  union: UnionDeclaration,
  typeNames: Names,
): string {
  const { name } = union;
  const records = recordsIn(union);
  const wrappers = union.options.flatMap(option => {
    if (option.kind === 'named' && option.declaration.kind === 'record') {
      return [];
    }
    return [{ option, wrapper: wrapperName(option, typeNames) }];
  });
  const permitted = [
    ...records.map(record => record.name),
    ...wrappers.map(({ wrapper }) => `${name}.${wrapper}`),
  ];
  return [
    ...javadoc(union.about, ''),
    `public sealed interface ${name} extends Json.Value permits ${permitted.join(
      ', ',
    )} {`,
    ...wrappers.flatMap(({ option, wrapper }) => [
      `  record ${wrapper}(${typeText(option)} value) implements ${name} {`,
      '    @Override',
      '    public Object toJson() {',
      '      return Json.plain(value);',
      '    }',
      '  }',
      '',
    ]),
    '  /** Reads the maps, lists and scalars that a JSON library makes of the text. */',
    `  static ${name} fromJson(Object json) {`,
    `    return Json.<${name}>choose(`,
    '        json,',
    `        List.of(${wrappers
      .map(
        ({ option, wrapper }) =>
          `value -> new ${wrapper}(${apply(option, 'value')})`,
      )
      .join(', ')}),`,
    `        List.of(${records
      .map(
        record =>
          `new Json.Option<>(${record.name}.NAMES, ${record.name}::fromJson)`,
      )
      .join(', ')}));`,
    '  }',
    '}',
  ].join('\n');
}

function stemOf(option: BareType): string {
  switch (option.kind) {
    case 'named':
      return option.declaration.name;
    case 'literal':
      return pascal(option.base);
    default:
      return pascal(option.kind);
  }
}

function wrapperName(option: BareType, typeNames: Names): string {
  // Inside the interface it would hide a type of its name.
  let wanted = `Of${stemOf(option)}`;
  while (typeNames.has(wanted)) wanted = `${wanted}_`;
  return wanted;
}

function pascal(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
