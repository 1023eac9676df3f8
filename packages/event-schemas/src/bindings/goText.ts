import { BindingType } from './bindingModel';

/** The Go type that holds values of a type. */
export function typeText(type: BindingType): string {
  switch (type.kind) {
    case 'nullable': {
      const inner = typeText(type.of);
      return /^(any|\[\]|map\[)/.test(inner) ? inner : `*${inner}`;
    }
    case 'any':
    case 'null':
      return 'any';
    case 'literal':
      return scalarType(type.base);
    case 'list':
      return `[]${typeText(type.items)}`;
    case 'map':
      return `map[string]${typeText(type.values)}`;
    case 'named':
      return type.declaration.name;
    default:
      return scalarType(type.kind);
  }
}

function scalarType(base: 'string' | 'integer' | 'number' | 'boolean'): string {
  return {
    string: 'string',
    integer: 'int64',
    number: 'float64',
    boolean: 'bool',
  }[base];
}

/** JSON's escapes are Go's too, but Go has none for half a surrogate pair and no byte order mark inside a file. */
export function text(value: string): string {
  return JSON.stringify(value.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /\ufeff/g,
    '\\ufeff',
  );
}

/** As gofmt does: cells of neighbouring lines stand under each other, and a comment begins anew. */
export function aligned(lines: { about: string[]; cells: string[] }[]): string {
  const sections: { about: string[]; rows: string[][] }[] = [];
  for (const { about, cells } of lines) {
    const last = sections[sections.length - 1];
    if (last && about.length === 0) last.rows.push(cells);
    else sections.push({ about, rows: [cells] });
  }
  return sections
    .flatMap(({ about, rows }) => {
      const widths = [0, 1].map(column =>
        Math.max(...rows.map(row => [...(row[column] ?? '')].length)),
      );
      return [
        ...comment(about, '\t'),
        ...rows.map(
          row =>
            `\t${row
              .map((cell, column) =>
                column < row.length - 1
                  ? cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)
                  : cell,
              )
              .join(' ')}`,
        ),
      ];
    })
    .join('\n');
}

export function comment(about: string[], indent: string): string[] {
  return about.map(line =>
    `${indent}// ${line.replace(/\ufeff/g, '')}`.trimEnd(),
  );
}
