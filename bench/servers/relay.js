// The floor of a forwarded call: node:http in front, undici to the upstream, both bodies read and written whole.
import { Pool } from 'undici'
import { sendJson, serve } from './serve.js'

const upstream = new Pool(process.env.BENCH_UPSTREAM ?? '')

serve(async (body, _request, response) => {
  const { id, params } = JSON.parse(body)
  const answer = await upstream.request({
    method: 'POST',
    path: '/forwarded-quote',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params.arguments),
  })
  const text = await answer.body.text()
  sendJson(response, JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } }))
})
