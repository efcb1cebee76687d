/** What the guide asks for, click by click, as one record. */
export interface GuideAnswers {
  /** The URL of the MCP endpoint; may name a variable. */
  readonly audience: string
  readonly serverId: string
  readonly serverName: string
  readonly serverDescription: string
  readonly scope: string
  readonly scopePhrase: string
  readonly scopeDescription: string
  /** Kinds of clients to declare. */
  readonly clients: readonly GuideClient[]
  /** Callbacks of the web client. */
  readonly redirectUris: readonly string[]
  /** Groups that may sign in; none = everybody. */
  readonly groups: readonly string[]
  readonly policyName: string
  readonly ruleName: string
  readonly accessMinutes: number
  readonly refreshDays: number
  /** Days after which a refresh token that nobody used ends. */
  readonly idleDays: number
  /** Login of a person for local sign-in; empty = nobody. */
  readonly user: string
}

/** A client that the guide can make: of the guide itself, for a person's machine, or for programs. */
export type GuideClient = 'web' | 'native' | 'service'

/** The guide's own values. */
export const guideDefaults: GuideAnswers = {
  audience: '$env(SALLYPORT_PUBLIC_URL)/mcp',
  serverId: 'mcp',
  serverName: 'MCP Server Authorization',
  serverDescription: 'Issues the tokens of the MCP endpoint.',
  scope: 'mcp:access',
  scopePhrase: 'Use the tools of this server',
  scopeDescription: 'Access to MCP server tools',
  clients: ['web', 'native'],
  redirectUris: ['http://localhost:3000/callback'],
  groups: [],
  policyName: 'MCP Client Access Policy',
  ruleName: 'Allow MCP Access',
  accessMinutes: 60,
  refreshDays: 90,
  idleDays: 90,
  user: 'alex@example.com',
}
