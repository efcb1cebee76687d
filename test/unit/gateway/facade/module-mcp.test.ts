import { expect, test } from 'vitest'
import { ModuleMcp } from '../../../../src/gateway/facade/module-mcp.ts'
import type { InputRequest, InputResponse, McpCall } from '../../../../src/gateway/mcp-call.ts'

type Requests = Readonly<Record<string, InputRequest>>

/** A call that tells what it was asked to do. */
function callThat(answers: Readonly<Record<string, InputResponse>> = {}): { call: McpCall; told: unknown[] } {
  const told: unknown[] = []
  let count = 0
  const call: McpCall = {
    era: 'modern',
    rawRequest: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: {} },
    progressToken: 1,
    logLevel: 'info',
    clientCapabilities: { roots: {} },
    traceContext: {},
    signal: new AbortController().signal,
    progress: (...values) => told.push(['progress', ...values]),
    log: (...values) => told.push(['log', ...values]),
    requestInput: (requests: Requests) => {
      told.push(requests)
      return Promise.resolve(answers)
    },
    nextInputKey: () => `input-${++count}`,
    setRawResult: (result) => told.push(result),
  }
  return { call, told }
}

test('what the call knows can be read', () => {
  const { call } = callThat()
  const mcp = new ModuleMcp(call)
  expect(mcp).toMatchObject({ era: 'modern', clientCapabilities: { roots: {} } })
  expect(mcp.rawRequest).toBe(call.rawRequest)
  expect(mcp.signal).toBe(call.signal)
})

test('progress, messages and results go to the call', () => {
  const { call, told } = callThat()
  const mcp = new ModuleMcp(call)
  mcp.progress(1, 2, 'half')
  mcp.log('info', { a: 1 }, 'shop')
  mcp.setRawResult({ content: [] })
  expect(told).toEqual([['progress', 1, 2, 'half'], ['log', 'info', { a: 1 }, 'shop'], { content: [] }])
})

test('each question has its method, and a key of its own where none is given', async () => {
  const { call, told } = callThat({
    'input-1': { action: 'accept', content: { name: 'Ada' } },
    capital: { role: 'assistant', content: {} },
    'input-2': { roots: [{ uri: 'file:///a' }] },
  })
  const mcp = new ModuleMcp(call)
  const form = { message: 'Name?', requestedSchema: { type: 'object' } }
  expect(await mcp.elicit(form)).toEqual({ action: 'accept', content: { name: 'Ada' } })
  expect(await mcp.sample({ messages: [], maxTokens: 5 }, 'capital')).toMatchObject({ role: 'assistant' })
  expect(await mcp.listRoots()).toEqual([{ uri: 'file:///a' }])
  expect(told).toEqual([
    { 'input-1': { method: 'elicitation/create', params: form } },
    { capital: { method: 'sampling/createMessage', params: { messages: [], maxTokens: 5 } } },
    { 'input-2': { method: 'roots/list', params: {} } },
  ])
})

test('several questions are asked at once', async () => {
  const { call, told } = callThat({ roots: { roots: [] } })
  const answers = await new ModuleMcp(call).requestInput({ roots: { method: 'roots/list' } })
  expect(answers.roots).toEqual({ roots: [] })
  expect(told).toEqual([{ roots: { method: 'roots/list' } }])
})
