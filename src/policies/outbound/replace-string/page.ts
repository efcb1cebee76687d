import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Replaces a text, or what a regular expression matches, in the body of the answer.',
  text: 'It works on answers of text (JSON, XML and forms included) up to `limits.bodyBytes`; gzip and deflate are undone first. Others pass unchanged, and the log says why where that may surprise. A regular expression is one of RE2: the syntax of JavaScript without look-around and back-references, and `\\s` means ASCII space; in exchange no text can keep it busy. A JSON text that is replaced within stays JSON only if the replacement keeps it so.',
  outbound: [
    {
      name: 'hide-host',
      handler: {
        export: 'ReplaceStringOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          mode: 'regexp',
          match: 'https?://(?:[a-z]+\\.)?internal\\.example',
          replaceWith: 'https://api.example',
        },
      },
    },
  ],
  upstream: { body: { next: 'http://books.internal.example/books?page=2' } },
  exchanges: [
    {
      shows: 'No caller, and no model, reads the address of the upstream.',
      answer: { status: 200, body: { next: 'https://api.example/books?page=2' } },
    },
  ],
  refusesNothing: true,
}
