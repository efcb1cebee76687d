/** A refusal of the Management API, in Okta's words and ours. */
export class OktaApiError extends Error {
  override readonly name = 'OktaApiError'
  readonly status: number
  /** Okta's code, such as E0000007. */
  readonly code: string | undefined

  constructor(status: number, call: string, body: unknown) {
    const refusal = readRefusal(body)
    super(describe(status, call, refusal))
    this.status = status
    this.code = refusal.code
  }
}

interface Refusal {
  readonly code: string | undefined
  readonly summary: string
  readonly causes: readonly string[]
}

/** What to do about the refusals that an organization's state explains. */
const advice: Readonly<Record<string, string>> = {
  E0000011:
    'The API token is not valid. Make a new one under Security > API > Tokens, and set OKTA_API_TOKEN.',
  E0000006:
    'The administrator behind the credential may not do this. It needs the role of an organization or API access ' +
    'management administrator, and a service application the scopes okta.authorizationServers.manage, okta.apps.manage, ' +
    'okta.groups.manage and okta.users.read.',
  E0000015:
    'This organization has no custom authorization servers: they belong to the paid feature "API Access Management". ' +
    'Ask Okta for it, or use an Integrator organization, which has it.',
}

function describe(status: number, call: string, { code, summary, causes }: Refusal): string {
  const hint = code === undefined ? undefined : advice[code]
  const details = causes.length === 0 ? '' : ` (${causes.join('; ')})`
  const said = `Okta refused ${call}: ${status}${code === undefined ? '' : ` ${code}`} ${summary}${details}`
  return hint === undefined ? said : `${said}\n${hint}`
}

function readRefusal(body: unknown): Refusal {
  if (typeof body !== 'object' || body === null) return { code: undefined, summary: '', causes: [] }
  const {
    errorCode,
    errorSummary,
    errorCauses,
    error,
    error_description: description,
  } = body as Record<string, unknown>
  const causes = Array.isArray(errorCauses)
    ? errorCauses.flatMap((cause: unknown) => {
        const text: unknown =
          typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'errorSummary') : undefined
        return typeof text === 'string' ? [text.slice(0, 300)] : []
      })
    : []
  const summary = [errorSummary, description, error].find((text) => typeof text === 'string')
  return {
    code: typeof errorCode === 'string' ? errorCode : undefined,
    summary: typeof summary === 'string' ? summary.slice(0, 300) : '',
    causes,
  }
}
