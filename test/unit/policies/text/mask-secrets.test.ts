import { expect, it } from 'vitest'
import { compileMask } from '../../../../src/policies/text/mask-secrets.ts'
import { secretRules } from '../../../../src/policies/text/secret-rules.ts'

const maskSecrets = compileMask('[REDACTED]', [])

/** Characters that a rule is made of, as many as asked for. */
function charactersOf(rule: (typeof secretRules)[number], count: number): string {
  const alphabet = 'aB3cD4eF5A7XZ2'
  const allowed = [...alphabet].filter((letter) => new RegExp(`[${rule.characters}]`).test(letter))
  return Array.from({ length: count }, (_, index) => allowed[index % allowed.length]).join('')
}

const secrets = secretRules.flatMap((rule) =>
  rule.beginnings.map((beginning): [string, string, string] => [
    `${rule.name} (${beginning})`,
    beginning + charactersOf(rule, rule.shortest),
    beginning + charactersOf(rule, rule.shortest - 1),
  ]),
)

it.each(secrets)('masks %s in prose, in a list and in a URL, and nothing shorter', (_, secret, tooShort) => {
  expect(maskSecrets(`Use <${secret}> here`)).toBe('Use <[REDACTED]> here')
  expect(maskSecrets(`"${secret}"`)).toBe('"[REDACTED]"')
  expect(maskSecrets(`https://x.test/?key=${secret}&a=1`)).toContain('key=[REDACTED]&a=1')
  expect(maskSecrets(`Use <${tooShort}> here`)).toBe(`Use <${tooShort}> here`)
})

it('masks a whole private key, its line ends escaped or not', () => {
  const key = (end: string): string =>
    [
      '-----BEGIN PRIVATE KEY-----',
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
      'BKcwggSjAgEAAoIBAQ==',
      '-----END PRIVATE KEY-----',
    ].join(end)
  expect(maskSecrets(`a ${key('\n')} b`)).toBe('a [REDACTED] b')
  expect(maskSecrets(`a ${key(String.raw`\n`)} b`)).toBe('a [REDACTED] b')
})

const harmless: [string, string][] = [
  ['a UUID', 'id 3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  [
    'hashes',
    'sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ],
  ['an image', `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${'AKIAIOSFODNN7EXAMPLE'.repeat(3)}ghp_AAAA`],
  ['code', 'const sk_live_mode = true; if (npm_config_registry) load(SG.defaults, hf_hub_download)'],
  ['prose', 'The AKIA prefix begins AWS keys; tokens of GitHub begin with ghp_ and JWTs with eyJhbGciOi.'],
  [
    'a certificate',
    '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0B\n-----END CERTIFICATE-----',
  ],
  [
    'a public key',
    '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----',
  ],
  ['ids of payments', 'cus_NffrFeUfNV2Hib pi_3MtwBwLkdIwHu7ix28a3tqPa ch_3MmlLrLkdIwHu7ix0snN0B15'],
  ['a cursor', 'eyJpZCI6MTIzLCJuYW1lIjoiRW1tYSIsInBhZ2UiOjIsImxpbWl0Ijo1MCwic29ydCI6InRpdGxlIn0='],
  ['a trace', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['times, numbers and addresses', '2026-11-26T13:35:21Z 978-0-14-143958-7 +43 1 5880 192.0.2.1 2001:db8::1'],
]

it.each(harmless)('leaves %s as it is', (_, text) => {
  expect(maskSecrets(text)).toBe(text)
})

it.each(secretRules.map((rule): [string, string] => [rule.name, rule.beginnings[0]]))(
  'reads a megabyte made to trouble %s',
  (_, beginning) => {
    const text = ` ${beginning}`.repeat(Math.ceil(1_000_000 / beginning.length))
    expect(maskSecrets(text).length).toBeGreaterThan(0)
  },
)

it('puts patterns of the project after its own, and takes the mask as it is', () => {
  expect(compileMask('$&', [/acme_\d{4}/g])('acme_1234 acme_12')).toBe('$& acme_12')
})
