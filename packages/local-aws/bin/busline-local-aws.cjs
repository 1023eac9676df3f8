#!/usr/bin/env node
// Starts local AWS: the bundle when it is installed, the sources in the workspace.
const { existsSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');

if (existsSync(join(__dirname, '../src'))) {
  require('@backstage/cli/config/nodeTransform.cjs');
  require('../src/cli.ts');
} else {
  // From the second start on nothing has to be compiled (since Node 22.1).
  nodeModule.enableCompileCache?.();
  require('../dist/busline-local-aws.cjs');
}
