import { JsonSchema, numberOf, textOf } from './jsonSchema';
import { MASK } from './personalData';
import { samplePattern } from './samplePattern';
import { SeededRandom } from './seededRandom';
import { surelyAccepts } from './surelyAccepts';

/** Readable text for a string schema: by format, pattern, or what the property's name suggests. */
export function sampleText(
  schema: JsonSchema,
  name: string,
  random: SeededRandom,
): string {
  const min = numberOf(schema.minLength) ?? 0;
  const max = numberOf(schema.maxLength) ?? Infinity;
  const pattern = textOf(schema.pattern);
  if (pattern !== undefined) {
    const byPattern = samplePattern(pattern, random, min, max);
    if (byPattern !== undefined) return byPattern;
  }
  const text = byFormat(textOf(schema.format), random) ?? byName(name, random);
  return fitLength(text, min, max);
}

/** `***`, as long as the schema wants it; undefined where the schema does not allow it. */
export function sampleMaskedText(schema: JsonSchema): string | undefined {
  const { pattern, format, minLength, maxLength } = schema;
  const text = '*'.repeat(
    Math.min(
      Math.max(MASK.length, Math.min(numberOf(minLength) ?? 0, 100_000)),
      numberOf(maxLength) ?? Infinity,
    ),
  );
  const limits = Object.entries({ pattern, format }).filter(
    ([, limit]) => limit !== undefined,
  );
  return surelyAccepts(Object.fromEntries(limits), text) ? text : undefined;
}

function byFormat(
  format: string | undefined,
  random: SeededRandom,
): string | undefined {
  const day = String(random.whole(1, 28)).padStart(2, '0');
  switch (format) {
    case 'date-time':
      return `2026-01-${day}T09:30:00Z`;
    case 'date':
      return `2026-01-${day}`;
    case 'time':
      return '09:30:00Z';
    case 'duration':
      return 'P3DT12H';
    case 'uuid':
      return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(
        3,
      )}-${random.hex(12)}`;
    case 'email':
    case 'idn-email':
      return 'alex@example.com';
    case 'uri':
    case 'url':
    case 'iri':
    case 'uri-reference':
    case 'iri-reference':
      return `https://example.com/${random.whole(1000, 9999)}`;
    case 'uri-template':
      return 'https://example.com/{id}';
    case 'hostname':
    case 'idn-hostname':
      return 'host.example.com';
    case 'ipv4':
      return `192.0.2.${random.whole(1, 254)}`;
    case 'ipv6':
      return `2001:db8::${random.whole(1, 9999)}`;
    case 'json-pointer':
      return '/a/b';
    case 'relative-json-pointer':
      return '1/a';
    case 'regex':
      return '^[a-z]+$';
    case 'byte':
      return 'ZXhhbXBsZQ==';
    default:
      return undefined;
  }
}

/** Name endings and what such a property usually holds. The first that fits wins. */
const BY_NAME: [RegExp, (random: SeededRandom, name: string) => string][] = [
  [
    /ids?$/i,
    (random, name) => {
      const stem = name.replace(/[_-]?ids?$/i, '').toLowerCase();
      return `${stem || 'id'}-${random.whole(1000, 9999)}`;
    },
  ],
  [/e-?mail/i, () => 'alex@example.com'],
  [/(phone|mobile|tel)$/i, () => '+44 20 7946 0000'],
  [/first_?name|given_?name/i, () => 'Alex'],
  [/last_?name|family_?name|surname/i, () => 'Morgan'],
  [/(customer|user|full|contact|person).*name$/i, () => 'Alex Morgan'],
  [/name$/i, random => random.pick(['Example', 'Sample', 'Demo'])],
  [/currency/i, random => random.pick(['EUR', 'GBP', 'USD'])],
  [/country/i, random => random.pick(['DE', 'GB', 'FR'])],
  [/city|town/i, random => random.pick(['Berlin', 'Leeds', 'Lyon'])],
  [/post_?code|zip/i, () => '10115'],
  [/street|address/i, () => '1 Example Street'],
  [/region/i, () => 'eu-central-1'],
  [/account/i, () => '123456789012'],
  [/sku|code$/i, random => `SKU-${random.whole(100, 999)}`],
  [/number$|reference$/i, random => `N-${random.whole(1000, 9999)}`],
  [/url$|uri$|link$/i, () => 'https://example.com'],
  [/(time|timestamp|At)$/, () => '2026-01-15T09:30:00Z'],
  [/date$/i, () => '2026-01-15'],
  [/version$/i, () => '1.0.0'],
  [/status|state$/i, random => random.pick(['active', 'pending', 'done'])],
  [/reason|description|comment|message|note/i, () => 'An example text'],
  [/domain/i, () => 'sales'],
  [/service/i, () => 'example-service'],
];

function byName(name: string, random: SeededRandom): string {
  const hint = BY_NAME.find(([ending]) => ending.test(name));
  return hint ? hint[1](random, name) : 'example';
}

function fitLength(text: string, min: number, max: number): string {
  const padded = text.padEnd(Math.min(min, 100_000), 'x');
  return padded.length > max ? padded.slice(0, Math.max(0, max)) : padded;
}
