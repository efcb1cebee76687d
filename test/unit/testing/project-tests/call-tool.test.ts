import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callTool } from '../../../../src/testing/project-tests/call-tool.ts'

const answers: Record<string, { readonly type: string; readonly body: string; readonly status?: number }> = {
  stream: {
    type: 'text/event-stream',
    body: 'data: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\ndata: {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"isError":true}}\n\n',
  },
  refused: {
    type: 'application/json',
    body: '{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Unknown tool"}}',
  },
  problem: { type: 'application/problem+json', body: '{"title":"Unauthorized"}', status: 401 },
}

let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const { type, body, status = 200 } = answers[(request.url ?? '').slice(1)] ?? { type: '', body: '' }
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

test('the last message of a stream is the result', async () => {
  expect(await callTool(`${origin}/stream`, 't', {}, {})).toMatchObject({ text: 'a\nb', isError: true })
})

test('an error of the protocol and an answer without a result reject', async () => {
  await expect(callTool(`${origin}/refused`, 't', {}, {})).rejects.toThrow('Unknown tool (-32602)')
  await expect(callTool(`${origin}/problem`, 't', {}, {})).rejects.toThrow('401')
})
