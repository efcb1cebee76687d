import { expect, it } from 'vitest'
import type { InboundPolicy, OutboundPolicy } from '../../../src/gateway/policy.ts'
import { toolPoliciesOf, withoutToolPolicies } from '../../../src/gateway/tool-policies.ts'

const post: InboundPolicy = { name: 'post', handle: () => undefined }
const limit: InboundPolicy = { name: 'limit', handle: () => undefined, handleTool: () => undefined }
const stamp: OutboundPolicy = { name: 'stamp', handle: (reply) => reply }
const mask: OutboundPolicy = { ...stamp, name: 'mask', handleToolResult: (result) => result }

it('finds the policies that want to know of tool calls, and says so where there are none', () => {
  expect(toolPoliciesOf([post, limit], [stamp, mask])).toEqual({ inbound: [limit], outbound: [mask] })
  expect(toolPoliciesOf([post], [stamp])).toBeUndefined()
})

it('leaves the others for the POST', () => {
  expect(withoutToolPolicies([post, limit], [stamp, mask])).toEqual({ inbound: [post], outbound: [stamp] })
})
