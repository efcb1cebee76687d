import { nameFromRoute } from '../name-tool.ts'
import type { ToolSource } from '../tool.ts'

/** What a placeholder of a rule's text stands for. */
const placeholders: Readonly<Record<string, (source: ToolSource) => string>> = {
  operationId: ({ operationId, method, path }) => operationId ?? nameFromRoute(method, path),
  method: ({ method }) => method.toLowerCase(),
  path: ({ path }) => path,
  tag: ({ operation }) => textOf(Array.isArray(operation['tags']) ? operation['tags'][0] : undefined),
  summary: ({ operation }) => textOf(operation['summary']),
  description: ({ operation }) => textOf(operation['description']) || textOf(operation['summary']),
}

const placeholder = /\{([A-Za-z]+)\}/g

/** Fills the `{placeholders}` of a text that one rule says of many operations. */
export function fillTemplate(text: string, source: ToolSource): string {
  return text.replaceAll(placeholder, (whole, name: string) => placeholders[name]?.(source) ?? whole).trim()
}

/** Names a placeholder that stands for nothing; undefined when there is none. */
export function findTemplateProblem(text: string): string | undefined {
  for (const [whole, name] of text.matchAll(placeholder)) {
    if (name !== undefined && Object.hasOwn(placeholders, name)) continue
    const known = Object.keys(placeholders).map((key) => `{${key}}`)
    return `"${whole}" stands for nothing here; there are ${known.join(', ')}.`
  }
  return undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
