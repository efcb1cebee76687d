import type { Exchange } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { ToolAnswer, ToolCall, ToolCallResult, ToolPolicies } from '../../gateway/tool-call.ts'
import { failedResult } from './tool-result.ts'

/**
 * Runs a tool call between the policies of its MCP route: inbound policies in order, any of which may answer; the tool;
 * outbound policies in order; then inbound policies again, those that were asked and let the call pass, the last first.
 */
export async function askPolicies(
  { inbound, outbound }: ToolPolicies,
  call: ToolCall,
  exchange: Exchange,
  context: GatewayContext,
  run: () => Promise<ToolCallResult>,
): Promise<ToolCallResult> {
  let answer: ToolAnswer | undefined
  let passed = 0
  for (const policy of inbound) {
    answer = await policy.handleTool?.(call, exchange, context)
    if (answer !== undefined) break
    passed += 1
  }
  let result = answer === undefined ? await run() : resultOf(answer)
  if (answer === undefined) {
    for (const policy of outbound)
      result = (await policy.handleToolResult?.(result, call, exchange, context)) ?? result
  }
  for (const policy of inbound.slice(0, passed).reverse())
    result = (await policy.handleToolResult?.(result, call, exchange, context)) ?? result
  return result
}

function resultOf(answer: ToolAnswer): ToolCallResult {
  return answer.kind === 'result' ? answer.result : failedResult(answer.message, answer.retryAfterSeconds)
}
