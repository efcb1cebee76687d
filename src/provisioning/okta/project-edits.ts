import { applyEdits, modify } from 'jsonc-parser'
import { parseJsoncDocument } from '../../foundation/json/jsonc-document.ts'

/** A server that exists now, and what a project has to say to trust it. */
export interface ServerFacts {
  readonly id: string
  readonly issuer: string
  readonly audience: string
}

/** What a project says now. */
export interface ProjectTexts {
  /** Text of config/policies.json; undefined when there is none. */
  readonly policies: string | undefined
  /** Text of .env; undefined when there is none. */
  readonly dotenv: string | undefined
  /** Every variable as it counts. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** New texts, undefined where nothing changes, and what a person should know. */
export interface ProjectEdits {
  readonly policies: string | undefined
  readonly dotenv: string | undefined
  readonly notes: readonly string[]
}

/** The built-in policy whose options name the issuer and the audience. */
const policyExport = 'OktaJwtInboundPolicy'
const variable = /^\$env\(([^)]+)\)$/

/**
 * Writes issuer and audience where a project says them: into the variables that its Okta policies name, or into the
 * policies themselves, comments kept. So the audience of the server, of the policy and of the metadata are one.
 */
export function editProject(servers: readonly ServerFacts[], texts: ProjectTexts): ProjectEdits {
  const notes: string[] = []
  const variables = new Map<string, string>()
  let policies = texts.policies
  for (const { index, options } of oktaPoliciesOf(texts.policies)) {
    const server = serverOf(options, servers, texts.environment)
    if (server === undefined) {
      notes.push(`config/policies.json: policy ${index + 1} trusts none of these servers; it stays as it is.`)
      continue
    }
    for (const name of ['issuer', 'audience'] as const) {
      const value = options[name]
      const referred = typeof value === 'string' ? variable.exec(value)?.[1]?.trim() : undefined
      if (referred !== undefined) setVariable(variables, notes, referred, server[name])
      else if (value !== server[name] && policies !== undefined)
        policies = setOption(policies, index, name, server[name])
    }
  }
  const [only, second] = servers
  if (variables.size === 0 && policies === texts.policies && only !== undefined && second === undefined) {
    variables.set('OKTA_ISSUER', only.issuer)
    variables.set('OKTA_AUDIENCE', only.audience)
  }
  const changed = [...variables].filter(([name, value]) => texts.environment[name] !== value)
  return {
    policies: policies === texts.policies ? undefined : policies,
    dotenv: changed.length === 0 ? undefined : setLines(texts.dotenv ?? '', changed),
    notes,
  }
}

interface FoundPolicy {
  readonly index: number
  readonly options: Readonly<Record<string, unknown>>
}

function oktaPoliciesOf(text: string | undefined): readonly FoundPolicy[] {
  if (text === undefined) return []
  const value = parseJsoncDocument('config/policies.json', text).document?.value
  const { policies } = (value ?? {}) as { policies?: unknown }
  if (!Array.isArray(policies)) return []
  return policies.flatMap((policy: unknown, index) => {
    const { handler } = (policy ?? {}) as { handler?: { export?: unknown; options?: FoundPolicy['options'] } }
    return handler?.export === policyExport ? [{ index, options: handler.options ?? {} }] : []
  })
}

function serverOf(
  { audience }: FoundPolicy['options'],
  servers: readonly ServerFacts[],
  environment: ProjectTexts['environment'],
): ServerFacts | undefined {
  if (servers.length === 1) return servers[0]
  const name = typeof audience === 'string' ? variable.exec(audience)?.[1]?.trim() : undefined
  const value = name === undefined ? audience : environment[name]
  return servers.find((server) => server.audience === value)
}

function setVariable(variables: Map<string, string>, notes: string[], name: string, value: string): void {
  const other = variables.get(name)
  if (other !== undefined && other !== value)
    notes.push(`The variable ${name} cannot be both ${other} and ${value}; it is the first now.`)
  else variables.set(name, value)
}

function setOption(text: string, index: number, name: string, value: string): string {
  const path = ['policies', index, 'handler', 'options', name]
  const formattingOptions = { insertSpaces: true, tabSize: 2 }
  return applyEdits(text, modify(text, path, value, { formattingOptions }))
}

/** Replaces the lines of some variables, or adds them; every other line stays as it is. */
function setLines(text: string, variables: readonly (readonly [string, string])[]): string {
  return variables.reduce((before, [name, value]) => {
    const line = new RegExp(String.raw`^[^\S\n]*(?:export[^\S\n]+)?${name}[^\S\n]*=.*$`, 'gm')
    if (line.test(before)) return before.replaceAll(line, () => `${name}=${value}`)
    const end = before === '' || before.endsWith('\n') ? '' : '\n'
    return `${before}${end}${name}=${value}\n`
  }, text)
}
