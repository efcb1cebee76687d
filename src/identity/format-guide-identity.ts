import type { GuideAnswers, GuideClient } from './guide-answers.ts'

/** Where an editor finds the schema of the file. */
export interface GuideFileOptions {
  /** Written as `$schema`; undefined leaves it out. */
  readonly schema: string | undefined
  /** Whether `sallyport start` serves the file too. Default false. */
  readonly serve?: boolean
}

/** Callbacks of MCP clients on a person's machine: any port here, and the fixed ones that Okta can match. */
const nativeCallbacks: readonly (readonly [string, string])[] = [
  ['http://localhost/callback', 'Any port, at the embedded server alone.'],
  ['http://localhost:3118/callback', 'Claude Code with --callback-port 3118.'],
  ['http://127.0.0.1:33418/', 'VS Code.'],
  ['https://vscode.dev/redirect', 'VS Code in a browser.'],
  ['http://localhost:6274/oauth/callback', 'MCP Inspector.'],
  ['cursor://anysphere.cursor-mcp/oauth/callback', 'Cursor.'],
]

/** The identity file that answers to the guide come to, with comments that say what each part is in the console. */
export function formatGuideIdentity(answers: GuideAnswers, options: GuideFileOptions): string {
  const schema = options.schema === undefined ? '' : `\n  "$schema": ${text(options.schema)},\n`
  return `{${schema}
  // Who may get which tokens. \`sallyport dev\` serves this file, \`sallyport okta apply\` makes it real in Okta, and
  // \`sallyport check\` finds what contradicts itself. With "serve": true \`sallyport start\` serves it too.
  "serve": ${options.serve === true},

${formatServer(answers)}

${formatClients(answers)}${formatPeople(answers)}
}
`
}

function formatServer(answers: GuideAnswers): string {
  const minutes = (days: number): number => Math.round(days * 1440)
  return `  // Security > API > Add Authorization Server.
  "authorizationServers": [
    {
      // Its issuer is <public URL>/oauth2/${answers.serverId}; Okta makes an id of its own.
      "id": ${text(answers.serverId)},
      "name": ${text(answers.serverName)},
      "description": ${text(answers.serverDescription)},
      // The URL of the MCP endpoint, in the same spelling that the policy of the endpoint expects.
      "audience": ${text(answers.audience)},
      "scopes": [
        {
          "name": ${text(answers.scope)},
          "displayName": ${text(answers.scopePhrase)},
          "description": ${text(answers.scopeDescription)},
          // IMPLICIT asks nobody; REQUIRED would shut programs out.
          "consent": "IMPLICIT",
          // Granted when a client asks for no scope.
          "default": true,
          // Clients find it in the metadata.
          "published": true,
        },
      ],
      "policies": [
        {
          "name": ${text(answers.policyName)},
          "description": "Who may ask; the rule says for what.",
          "clients": "ALL_CLIENTS",
          "rules": [
            {
              "name": ${text(answers.ruleName)},
              // Each of these is also a grant of a client below: both must allow it.
              "grantTypes": ${list(grantsOf(answers.clients))},
              // Nobody named: anybody who is assigned to the client.
              "people": { "groups": [], "users": [] },
              "scopes": ${list([answers.scope])},
              "inlineHook": "none",
              "accessTokenLifetimeMinutes": ${answers.accessMinutes},
              // ${answers.refreshDays} days, and ${answers.idleDays} days for a refresh token that nobody uses.
              "refreshTokenLifetimeMinutes": ${minutes(answers.refreshDays)},
              "refreshTokenWindowMinutes": ${minutes(answers.idleDays)},
            },
          ],
        },
      ],
    },
  ],`
}

function grantsOf(clients: readonly GuideClient[]): readonly string[] {
  return [
    ...(clients.includes('web') || clients.includes('native') ? ['authorization_code'] : []),
    ...(clients.includes('service') ? ['client_credentials'] : []),
    ...(clients.includes('native') ? ['device_code'] : []),
  ]
}

function formatClients(answers: GuideAnswers): string {
  const assigned =
    answers.groups.length === 0 ? '' : `\n      "assignedTo": { "groups": ${list(answers.groups)} },`
  const entries: Readonly<Record<GuideClient, string>> = {
    web: `    {
      // A web application, which keeps a secret. A client gets a refresh token when it asks for offline_access.
      "id": "mcp-web-client",
      "name": "MCP Client Application",
      "type": "web",
      "pkceRequired": true,
      "grantTypes": ["authorization_code", "refresh_token"],
      "redirectUris": ${list(answers.redirectUris)},${assigned}
    },`,
    native: `    {
      // Programs on a person's machine: no secret, always PKCE. Okta compares the port of a callback.
      "id": "mcp-native-client",
      "name": "MCP Native Client",
      "type": "native",
      "grantTypes": ["authorization_code", "refresh_token", "device_code"],
      "redirectUris": [
${nativeCallbacks.map(([uri, what]) => `        // ${what}\n        ${text(uri)},`).join('\n')}
      ],${assigned}
    },`,
    service: `    {
      // Programs that act without a person.
      "id": "mcp-service-client",
      "name": "MCP Service Client",
      "type": "service",
      "grantTypes": ["client_credentials"],
    },`,
  }
  return `  // Applications > Create App Integration. Secrets are made at the first start, or by Okta.
  "clients": [
${answers.clients.map((client) => entries[client]).join('\n')}
  ],`
}

function formatPeople({ groups, user }: GuideAnswers): string {
  const declared = groups.map((name) => `    { "name": ${text(name)} },`).join('\n')
  const inGroups = groups.length === 0 ? '' : `, "groups": ${list(groups)}`
  return [
    groups.length === 0 ? '' : `\n\n  // Directory > Groups.\n  "groups": [\n${declared}\n  ],`,
    user === ''
      ? ''
      : `\n\n  // People for local sign-in; their passwords are made at the first start. Okta has its own.\n` +
        `  "users": [{ "login": ${text(user)}, "email": ${text(user)}${inGroups} }],`,
  ].join('')
}

function text(value: string): string {
  return JSON.stringify(value)
}

function list(values: readonly string[]): string {
  return `[${values.map(text).join(', ')}]`
}
