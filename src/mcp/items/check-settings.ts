import type { ZodType } from 'zod'
import { checkShape } from '../../foundation/json/shape.ts'
import type { ToolProblem, ToolSource } from '../tools/tool.ts'

/** Checks what an operation says about itself towards MCP clients; undefined when it is wrong. */
export function checkSettings<T>(
  schema: ZodType<T>,
  source: ToolSource,
  problems: ToolProblem[],
): T | undefined {
  const { value, problems: found } = checkShape(schema, source.mcp ?? {})
  for (const { severity, code, path, message, hint } of found) {
    problems.push({ severity, code, at: 'mcp', path, message, ...(hint === undefined ? {} : { hint }) })
  }
  return value
}
