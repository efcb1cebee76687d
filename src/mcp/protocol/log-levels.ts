import type { McpLogLevel } from '../../gateway/mcp-call.ts'

/** Severities, least severe first. */
const levels: readonly McpLogLevel[] = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
]

/** True for a name of a severity. */
export function isLogLevel(value: unknown): value is McpLogLevel {
  return levels.some((level) => level === value)
}

/** True when a message of this severity is at or above the least severe one that is wanted. */
export function isLoggedAt(wanted: McpLogLevel, level: McpLogLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted)
}
