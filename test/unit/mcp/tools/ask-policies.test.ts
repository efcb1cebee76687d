import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  ToolAnswer,
  ToolCallResult,
  ToolPolicies,
  ToolPolicy,
} from '../../../../src/gateway/tool-call.ts'
import { askPolicies } from '../../../../src/mcp/tools/ask-policies.ts'
import { contextOf, createWorld, exchangeWith, type World } from '../../../support/policy-setup.ts'

let world: World
beforeAll(() => void (world = createWorld()))
afterAll(() => world.close())

const call = { tool: 'addBook', arguments: { title: 'Emma' }, annotations: {} }
const said = (text: string): ToolCallResult => ({ content: [{ type: 'text', text }] })

/** A policy that notes what it is asked and told. */
function noted(steps: string[], name: string, answer?: ToolAnswer): ToolPolicy {
  return {
    handleTool: ({ tool }) => {
      steps.push(`${name} asked of ${tool}`)
      return answer
    },
    handleToolResult: (result) => {
      steps.push(`${name} told ${String(result.content[0]?.text)}`)
      return result
    },
  }
}

async function ask(policies: Partial<ToolPolicies>, steps: string[] = []): Promise<ToolCallResult> {
  const exchange = exchangeWith()
  return askPolicies(
    { inbound: [], outbound: [], ...policies },
    call,
    exchange,
    contextOf(exchange, world.services),
    () => {
      steps.push('tool')
      return Promise.resolve(said('Emma'))
    },
  )
}

test('policies stand around the tool: asked in order, told in the order back', async () => {
  const steps: string[] = []
  const inbound = [noted(steps, 'first'), noted(steps, 'second')]
  expect(await ask({ inbound, outbound: [noted(steps, 'mask')] }, steps)).toEqual(said('Emma'))
  expect(steps).toEqual([
    'first asked of addBook',
    'second asked of addBook',
    'tool',
    'mask told Emma',
    'second told Emma',
    'first told Emma',
  ])
})

test('a refusal is a tool error that tells when to try again; only policies before it hear of it', async () => {
  const steps: string[] = []
  const refusal: ToolAnswer = { kind: 'refusal', message: 'Too many calls.', retryAfterSeconds: 12 }
  const inbound = [noted(steps, 'first'), noted(steps, 'limit', refusal), noted(steps, 'never')]
  expect(await ask({ inbound, outbound: [noted(steps, 'mask')] }, steps)).toEqual({
    content: [{ type: 'text', text: 'Too many calls. Try again in 12 seconds.' }],
    isError: true,
    _meta: { 'sallyport/retryAfterSeconds': 12 },
  })
  expect(steps).toEqual([
    'first asked of addBook',
    'limit asked of addBook',
    'first told Too many calls. Try again in 12 seconds.',
  ])
})

test('a policy may answer for the tool, and another may change what came of a call', async () => {
  const steps: string[] = []
  const cached = noted(steps, 'cache', { kind: 'result', result: said('kept') })
  expect(await ask({ inbound: [cached] }, steps)).toEqual(said('kept'))
  expect(steps).not.toContain('tool')
  const loud: ToolPolicy = {
    handleToolResult: ({ content }) => said(String(content[0]?.text).toUpperCase()),
  }
  expect(await ask({ outbound: [loud] })).toEqual(said('EMMA'))
  expect(await ask({ inbound: [loud] })).toEqual(said('EMMA'))
})
