import { resolve } from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noEmit: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/**
 * What the TypeScript compiler says of modules, in strict mode.
 *
 * @param files - name of the file, without folders, to its content
 */
export function typeErrors(files: ReadonlyMap<string, string>): string[] {
  const folder = resolve('/bindings');
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  const own = new Map(
    [...files].map(([name, content]) => [resolve(folder, name), content]),
  );
  host.fileExists = name => own.has(resolve(name)) || fileExists(name);
  host.directoryExists = () => true;
  host.readFile = name => own.get(resolve(name)) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const content = own.get(resolve(name));
    return content === undefined
      ? getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, content, language);
  };
  const program = ts.createProgram([...own.keys()], OPTIONS, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, start, messageText }) => {
      const line =
        file && start !== undefined
          ? file.text.slice(0, start).split('\n').length
          : 0;
      return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(
        messageText,
        '\n',
      )}`;
    });
}
