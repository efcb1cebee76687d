import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Keeps a record of who asked for what, and what became of it.',
  text: `A record has the time, the route, the caller and its client, the outcome, the status, the reason of a refusal and how long it took; on an MCP route there is one for every tool call, with the tool and the names of its arguments. Bodies, answers, tokens and cookies are never in it.

List it first: it sees what the policies behind it refuse, not those before it. Records go to the log, or to a file whose lines are chained by hashes, so that \`sallyport audit verify\` shows a line that was changed or removed. With \`"onFailure": "refuse"\` nothing is served while records cannot be kept: the answer is 503, \`SALLYPORT_AUDIT_UNAVAILABLE\`, and a tool call gets an error.`,
  inbound: [
    {
      name: 'audit',
      handler: {
        export: 'AuditLogsInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { tenant: 'acme', logArguments: 'masked' },
      },
    },
  ],
  exchanges: [{ shows: 'The request passes as it is.', answer: { status: 200, body: { method: 'GET' } } }],
  refusesNothing: true,
  seeAlso: ['[Audit](../../audit.md)', '[secret-masking-outbound](secret-masking-outbound.md)'],
}
