/** A place where descriptions of the format contradict each other, and the tests that show how the gateway reads it. */
export interface Trap {
  readonly what: string
  /** Test file below `test/`, and words of a test in it. */
  readonly shownBy: readonly (readonly [file: string, words: string])[]
  /** What does not hold yet. */
  readonly gap?: string
}

const styles = 'journeys/format-projects.test.ts'

/** Every trap of the format, by its number. */
export const traps: Readonly<Record<string, Trap>> = {
  T1: {
    what: 'The Okta policy is given `issuer` or `issuerUrl`.',
    shownBy: [
      [
        'unit/policies/inbound/okta-jwt-auth/options.test.ts',
        'want the issuer under either name, or the same under both',
      ],
    ],
  },
  T2: {
    what: 'A route names a policy under a name that is not quite its own.',
    shownBy: [['journeys/guide-snippets.test.ts', 'the only error, with the right name as hint']],
  },
  T3: {
    what: 'A policy has a `policyType` that is not that of its module and export.',
    shownBy: [[styles, 'a policy is found by its module and export, whatever its policyType says']],
  },
  T4: {
    what: 'A script reads the challenge with text tools, the official clients by its grammar.',
    shownBy: [['journeys/curl-script.test.ts', 'finds the metadata URL in the challenge']],
  },
  T5: {
    what: '`allowUnauthenticatedRequests` is said to be on and off by default.',
    shownBy: [
      ['unit/policies/bearer/options.test.ts', 'deny by default'],
      ['journeys/guarded-routes.test.ts', 'let pass whom one of them knows'],
    ],
  },
  T6: {
    what: 'A body meets a method that has none.',
    shownBy: [
      [
        'unit/policies/inbound/change-method/change-method.test.ts',
        'leaves the body behind where the new method has none',
      ],
    ],
  },
  T7: {
    what: 'Outbound policies run for every status, or for successes alone.',
    shownBy: [[styles, 'outbound policies run for refusals of the handler too']],
  },
  T8: {
    what: 'A string that a function returns is JSON over HTTP and itself through MCP.',
    shownBy: [
      [styles, 'a string that a function returns is sent as JSON'],
      [styles, 'a resource is the string that its function returned'],
    ],
  },
  T9: {
    what: '`policies` stands beside `x-zuplo-route` rather than in it.',
    shownBy: [['unit/project/judge-operation-keys.test.ts', "test.each(['policies', 'polices', 'handler'"]],
  },
  T10: {
    what: '`HttpStatusCode` is spelled in two ways.',
    shownBy: [['unit/runtime-api/http-status.test.ts', "['NOT_FOUND', 404]"]],
  },
  T11: {
    what: 'Samples use members that the reference leaves out.',
    shownBy: [
      ['unit/gateway/facade/module-context.test.ts', "'responseSent GET 201'"],
      ['unit/gateway/facade/module-context.test.ts', 'members that samples use beside the reference'],
      ['unit/runtime-api/runtime-errors.test.ts', 'status'],
      ['unit/gateway/run-hooks.test.ts', 'its error handler gets what was thrown'],
    ],
  },
  T12: {
    what: 'Plugins of metrics and logs have two spellings.',
    shownBy: [],
    gap: 'Neither spelling is exported.',
  },
  T13: {
    what: 'CORS headers are added before outbound policies, which may drop them.',
    shownBy: [[styles, 'CORS headers survive an outbound policy']],
  },
  T14: {
    what: '`$env()` in a template is text.',
    shownBy: [['unit/project/compile-operation.test.ts', 'warning CONFIG_UNREPLACED_VARIABLE']],
  },
  T15: {
    what: 'Tools must be POST, or may have any method.',
    shownBy: [[styles, 'a DELETE operation is a tool']],
  },
  T16: {
    what: 'MCP is called without a useful `Accept`.',
    shownBy: [['unit/mcp/protocol/serve-mcp.test.ts', 'whatever the client accepts or says it sends']],
  },
  T17: {
    what: 'MCP is called with the content type of a form.',
    shownBy: [['unit/handlers/mcp-server/mcp-server.test.ts', 'the documented curl line works']],
  },
  T18: {
    what: 'The JWT plugin signs with EdDSA, samples verify RS256.',
    shownBy: [
      ['unit/plugins/jwt-service/jwt-service.test.ts', 'signs what is asked with EdDSA'],
      ['journeys/runtime-api.test.ts', 'are verified by whoever reads discovery and keys'],
    ],
  },
  T19: {
    what: 'Samples of url-pattern paths do not match as they say.',
    shownBy: [['fixtures/broken/expected.ts', "'url-pattern-path'"]],
    gap: 'Such a path is refused with a diagnostic; url-pattern routes are not served yet.',
  },
  T20: {
    what: 'Types are imported as values.',
    shownBy: [
      ['journeys/guide-snippets.test.ts', 'the runtime module loads as it is'],
      ['journeys/runtime-api.test.ts', 'are values, under every alias, beside names of types'],
      [styles, 'a policy is found by its module and export, whatever its policyType says'],
    ],
  },
}
