import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(__dirname, '../../..');
const readme = readFileSync(join(repository, 'README.md'), 'utf8');

/** Every JSON block of the README, parsed. */
const jsonBlocks = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, text]) => JSON.parse(text),
);

describe('README', () => {
  it.each(['trust', 'scan-role', 'apply-role'])(
    'shows the policy %s that the demo organisation really runs with',
    name => {
      const policy = JSON.parse(
        readFileSync(join(__dirname, `../policies/${name}.json`), 'utf8'),
      );
      expect(jsonBlocks).toContainEqual(policy);
    },
  );
});
