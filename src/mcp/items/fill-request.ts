import { refuse, type Result } from '../../foundation/result.ts'
import { buildToolRequest } from '../tools/build-tool-request.ts'
import type { ToolArguments, ToolRequest } from '../tools/plan.ts'
import type { Tool } from '../tools/tool.ts'
import { readTextArguments } from './text-arguments.ts'

/** Makes the request of a prompt or a resource from arguments that came as text; says why when they do not fit. */
export function fillRequest(tool: Tool, texts: ToolArguments): Result<ToolRequest, string> {
  const args = readTextArguments(texts, tool.listing.inputSchema)
  const problem = tool.arguments.findProblem(args)
  return problem === undefined ? buildToolRequest(tool.plan, args) : refuse(problem)
}
