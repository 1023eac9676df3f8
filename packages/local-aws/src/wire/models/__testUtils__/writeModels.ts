/*
 * Writes the model files anew from the SDK clients. To be run in the package's
 * folder whenever a client's version changes:
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs src/wire/models/__testUtils__/writeModels.ts
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatModel, readSdkModel } from './readSdkModel';
import { SDK_CLIENTS } from './sdkClients';

for (const [service, client] of Object.entries(SDK_CLIENTS)) {
  const path = resolve('src/wire/models', `${service}.ts`);
  writeFileSync(path, formatModel(readSdkModel(client)));
}
