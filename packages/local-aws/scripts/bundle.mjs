/**
 * Bundles the command into one file, for `bin/busline-local-aws.cjs` of the
 * published package: reading one file instead of some three hundred takes a
 * third off the start. Run by `prepack`.
 *
 * Packages stay outside: they come with the installation, under licences of
 * their own.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const fromPackage = path => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param outfile - where the bundle goes; default: where the command looks
 * @param plugins - of esbuild, such as one that takes packages in after all
 */
export async function bundleCommand({
  outfile = fromPackage('../dist/busline-local-aws.cjs'),
  plugins = [],
} = {}) {
  await build({
    absWorkingDir: fromPackage('..'),
    entryPoints: ['src/cli.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    plugins,
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    // Less to read at the start; names stay, for stack traces and profiles.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'error',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundleCommand();
}
