import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BindingLanguage } from '../../index';
import { bindAll, BoundCase } from './contractOf';
import { goDriver } from './goDriver';
import { HardContract } from './hardContracts';
import { javaDriver } from './javaDriver';
import { PYTHON_DRIVER } from './pythonDriver';
import { runTool } from './toolchains';

const folder = mkdtempSync(join(tmpdir(), 'bindings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the bindings of all contracts into a new folder, which goes when the tests end. */
export function layFiles(
  language: BindingLanguage,
  contracts: HardContract[],
): { cases: BoundCase[]; cwd: string } {
  const cases = bindAll(contracts, language);
  const cwd = mkdtempSync(join(folder, `${language}-`));
  for (const { files } of cases) {
    for (const { path, content } of files) write(join(cwd, path), content);
  }
  return { cases, cwd };
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Modules of the bindings, each beside one that has its events as literals. */
export function typescriptModules(
  contracts: HardContract[],
): Map<string, string> {
  const modules = new Map<string, string>();
  for (const each of bindAll(contracts, 'typescript')) {
    for (const { path, content } of each.files) modules.set(path, content);
    const events = each.events.map(
      (event, index) =>
        `export const event${index}: ${each.eventName} = ${JSON.stringify(
          event,
        )};`,
    );
    modules.set(
      `${each.packageName}.events.ts`,
      [
        `import type { ${each.eventName} } from './${each.packageName}';`,
        ...events,
      ].join('\n'),
    );
  }
  return modules;
}

function eventTexts(cases: BoundCase[]): string {
  return JSON.stringify(
    cases.map(({ packageName, eventName, events }) => ({
      module: packageName,
      event: eventName,
      events: events.map(event => JSON.stringify(event)),
    })),
  );
}

/** What Python makes of each event: itself, read and written again, or why it was refused. */
export function runPython(cases: BoundCase[], cwd: string): unknown[] {
  write(join(cwd, 'driver.py'), PYTHON_DRIVER);
  // Without site-packages, so that only the standard library is there.
  const output = runTool('python3', ['-S', '-W', 'error', 'driver.py'], {
    cwd,
    input: eventTexts(cases),
  });
  return JSON.parse(output);
}

/** As {@link runPython}, with Java; the compiler may not even warn. */
export function runJava(cases: BoundCase[], cwd: string): unknown[] {
  write(join(cwd, 'Driver.java'), javaDriver(cases));
  const sources = cases.flatMap(({ files }) => files.map(({ path }) => path));
  runTool(
    'javac',
    [
      // The compiler runs once, so it need not get fast.
      ...['-J-XX:TieredStopAtLevel=1', '-J-XX:+UseSerialGC', '-proc:none'],
      ...['-encoding', 'UTF-8', '--release', '17', '-Xlint:all', '-Werror'],
      ...['-d', 'classes', 'Driver.java', ...sources],
    ],
    { cwd },
  );
  const output = runTool('java', ['-cp', 'classes', 'Driver'], { cwd });
  return output
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** As {@link runPython}, with Go. What is written must also be as gofmt would have it. */
export function runGo(cases: BoundCase[], cwd: string): unknown[] {
  const unformatted = runTool('gofmt', ['-l', '.'], { cwd });
  if (unformatted) throw new Error(`Not as gofmt has it: ${unformatted}`);
  write(join(cwd, 'go.mod'), 'module check\n\ngo 1.18\n');
  write(join(cwd, 'main.go'), goDriver(cases));
  runTool('go', ['vet', './...'], { cwd });
  return JSON.parse(
    runTool('go', ['run', '.'], { cwd, input: eventTexts(cases) }),
  );
}
