/**
 * A kind of secret that can be told from any other text by how it begins. A secret is a beginning, then a run of at least
 * `shortest` characters; nothing has to follow, so a text that only looks like one is left after `shortest` steps, and the
 * work grows with the length of the text alone.
 */
export interface SecretRule {
  /** Name in logs and in the reference page. */
  readonly name: string
  /** Texts that it begins with. */
  readonly beginnings: readonly [string, ...string[]]
  /** Inside of a character class: what it is made of. */
  readonly characters: string
  /** Fewest characters after the beginning. */
  readonly shortest: number
}

const word = 'A-Za-z0-9'
const token = 'A-Za-z0-9_-'

/** Secrets whose issuers gave them a beginning of their own, so that they can be found. */
export const secretRules: readonly SecretRule[] = [
  {
    name: 'github-token',
    beginnings: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    characters: word,
    shortest: 36,
  },
  { name: 'github-fine-grained-token', beginnings: ['github_pat_'], characters: `${word}_`, shortest: 60 },
  {
    name: 'gitlab-token',
    beginnings: ['glpat-', 'gldt-', 'glrt-', 'glptt-'],
    characters: token,
    shortest: 20,
  },
  {
    name: 'slack-token',
    beginnings: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xapp-'],
    characters: `${word}-`,
    shortest: 20,
  },
  { name: 'slack-webhook', beginnings: ['hooks.slack.com/services/T'], characters: `${word}/`, shortest: 30 },
  {
    name: 'openai-key',
    beginnings: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    characters: token,
    shortest: 40,
  },
  { name: 'anthropic-key', beginnings: ['sk-ant-'], characters: token, shortest: 40 },
  {
    name: 'stripe-key',
    beginnings: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'whsec_'],
    characters: word,
    shortest: 24,
  },
  { name: 'aws-access-key-id', beginnings: ['AKIA', 'ASIA'], characters: 'A-Z2-7', shortest: 16 },
  { name: 'google-api-key', beginnings: ['AIza'], characters: token, shortest: 35 },
  { name: 'google-oauth-secret', beginnings: ['GOCSPX-'], characters: token, shortest: 28 },
  { name: 'google-refresh-token', beginnings: ['1//0'], characters: token, shortest: 40 },
  { name: 'npm-token', beginnings: ['npm_'], characters: word, shortest: 36 },
  { name: 'pypi-token', beginnings: ['pypi-AgE'], characters: token, shortest: 50 },
  { name: 'sendgrid-key', beginnings: ['SG.'], characters: `.${token}`, shortest: 60 },
  {
    name: 'shopify-token',
    beginnings: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    characters: 'a-fA-F0-9',
    shortest: 32,
  },
  {
    name: 'digitalocean-token',
    beginnings: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    characters: 'a-f0-9',
    shortest: 64,
  },
  { name: 'hugging-face-token', beginnings: ['hf_'], characters: word, shortest: 34 },
  { name: 'zuplo-key', beginnings: ['zpka_'], characters: `${word}_`, shortest: 32 },
  {
    name: 'json-web-token',
    beginnings: ['eyJhbGciOi', 'eyJ0eXAiOi', 'eyJraWQiOi'],
    characters: `.${token}`,
    shortest: 60,
  },
  {
    name: 'private-key',
    beginnings: [
      '-----BEGIN PRIVATE KEY-----',
      '-----BEGIN RSA PRIVATE KEY-----',
      '-----BEGIN EC PRIVATE KEY-----',
      '-----BEGIN OPENSSH PRIVATE KEY-----',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----',
      '-----BEGIN PGP PRIVATE KEY BLOCK-----',
    ],
    // Backslashes too: line ends of a key in JSON in a text are written `\n`.
    characters: `${word}+/=\\s\\\\:,.`,
    shortest: 32,
  },
]
