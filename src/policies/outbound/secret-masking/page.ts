import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** The reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Replaces secrets in answers, so that neither people nor models see them.',
  text: `Finds tokens and keys whose issuers gave them a beginning of their own (GitHub, GitLab, Slack, OpenAI, Anthropic, Stripe, AWS access key ids, Google, npm, PyPI, SendGrid, Shopify, DigitalOcean, Hugging Face), API keys of this gateway, JSON Web Tokens and PEM private keys. In JSON the strings are changed and nothing else, escapes are read first, and JSON inside a string is looked at too. On an MCP route it changes content, embedded resources and structured content of tool results.

A secret that looks like any other text, such as a password or an AWS secret access key, is not found: add a pattern for it. Event streams and bodies in an unknown coding pass unchanged, and the log says so. A masked string may no longer fit a \`pattern\` or \`format\` of the output schema.`,
  outbound: [
    {
      name: 'mask',
      handler: {
        export: 'SecretMaskingOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { additionalPatterns: ['acme_[a-z0-9]{8}'] },
      },
    },
  ],
  upstream: {
    body: {
      title: 'Emma',
      note: 'Ask with AKIAIOSFODNN7EXAMPLE, or acme_12345678.',
    },
  },
  exchanges: [
    {
      shows: 'The secrets are gone, the rest is as it was.',
      answer: {
        status: 200,
        body: { title: 'Emma', note: 'Ask with [REDACTED], or [REDACTED].' },
      },
    },
  ],
  refusesNothing: true,
  seeAlso: ['[prompt-injection-outbound](prompt-injection-outbound.md)', '[Guards](../../guards.md)'],
}
