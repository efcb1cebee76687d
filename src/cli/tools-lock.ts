import { isJsonObject } from '../openapi/json-object.ts'
import type { ServerReport } from './tools-report.ts'

/** Name of the lock file, in the project folder. */
export const lockFile = 'tools.lock.json'

/** Definitions of tools as somebody has read and accepted them, by path of the server and name. */
export interface ToolsLock {
  readonly lockfileVersion: 1
  readonly servers: Readonly<Record<string, LockedServer>>
}

interface LockedServer {
  readonly profile: string
  readonly tools: Readonly<Record<string, object>>
}

/** The lock of what is served, with everything in a fixed order, so that two of them differ only where tools do. */
export function buildLock(servers: readonly ServerReport[]): ToolsLock {
  const byPath = [...servers].sort((one, other) => compare(one.path, other.path))
  return {
    lockfileVersion: 1,
    servers: Object.fromEntries(
      byPath.map(({ path, profile, tools }) => [path, { profile, tools: lockTools(tools) }]),
    ),
  }
}

function lockTools(tools: ServerReport['tools']): LockedServer['tools'] {
  const byName = [...tools].sort((one, other) => compare(one.name, other.name))
  return Object.fromEntries(byName.map(({ definition: { name, ...definition } }) => [name, definition]))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Reads the text of a lock file; undefined when it is none. */
export function parseLock(text: string): ToolsLock | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isLock = isJsonObject(value) && value['lockfileVersion'] === 1 && isJsonObject(value['servers'])
    return isLock ? (value as unknown as ToolsLock) : undefined
  } catch {
    return undefined
  }
}

/** What is served otherwise than it was accepted, a line for each difference; empty when nothing is. */
export function compareLocks(accepted: ToolsLock, served: ToolsLock): readonly string[] {
  const lines: string[] = []
  for (const path of keysOf(accepted.servers, served.servers)) {
    const before = accepted.servers[path]
    const after = served.servers[path]
    if (before === undefined) lines.push(`+ server ${path}`)
    if (after === undefined) lines.push(`- server ${path}`)
    if (before === undefined || after === undefined) continue
    if (before.profile !== after.profile)
      lines.push(`~ ${path} profile: ${before.profile} -> ${after.profile}`)
    for (const name of keysOf(before.tools, after.tools)) {
      if (!(name in before.tools)) lines.push(`+ ${path} ${name}`)
      else if (!(name in after.tools)) lines.push(`- ${path} ${name}`)
      else compareValues(before.tools[name], after.tools[name], `~ ${path} ${name}`, '', lines)
    }
  }
  return lines
}

function compareValues(before: unknown, after: unknown, head: string, at: string, lines: string[]): void {
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const key of keysOf(before, after))
      compareValues(before[key], after[key], head, `${at}/${key}`, lines)
    return
  }
  if (JSON.stringify(before) !== JSON.stringify(after))
    lines.push(`${head} ${at}: ${show(before)} -> ${show(after)}`)
}

function keysOf(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
}

/** Longest value that is shown whole, characters. */
const longestShown = 300

function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}… (${text.length} characters)`
}
