import type { InboundPolicy, OutboundPolicy } from './policy.ts'
import type { ToolPolicies, ToolPolicy } from './tool-call.ts'

/** The policies of a route that want to know of tool calls; undefined where there are none, so that calls cost nothing more. */
export function toolPoliciesOf(
  inbound: readonly InboundPolicy[],
  outbound: readonly OutboundPolicy[],
): ToolPolicies | undefined {
  const policies = { inbound: inbound.filter(isToolPolicy), outbound: outbound.filter(isToolPolicy) }
  return policies.inbound.length + policies.outbound.length === 0 ? undefined : policies
}

/** The policies that see the POST of a route whose handler asks the others of each tool call. */
export function withoutToolPolicies(
  inbound: readonly InboundPolicy[],
  outbound: readonly OutboundPolicy[],
): { inbound: readonly InboundPolicy[]; outbound: readonly OutboundPolicy[] } {
  return {
    inbound: inbound.filter((policy) => !isToolPolicy(policy)),
    outbound: outbound.filter((policy) => !isToolPolicy(policy)),
  }
}

function isToolPolicy({ handleTool, handleToolResult }: ToolPolicy): boolean {
  return handleTool !== undefined || handleToolResult !== undefined
}
