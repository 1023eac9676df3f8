import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatModel, readSdkModel } from './__testUtils__/readSdkModel';
import { SDK_CLIENTS } from './__testUtils__/sdkClients';

describe('the model files', () => {
  it.each(Object.entries(SDK_CLIENTS))(
    'of %s is what its SDK client says: otherwise run writeModels.ts',
    (service, client) => {
      const file = readFileSync(resolve(__dirname, `${service}.ts`), 'utf8');
      expect(file).toBe(formatModel(readSdkModel(client)));
    },
  );
});
