// The floor of a long answer: node:http, the body parsed, a text of the length in BENCH_BYTES sent back.
import { sendJson, serve } from './serve.js'

const text = JSON.stringify('x'.repeat(Number(process.env.BENCH_BYTES)))

serve((body, _request, response) => {
  JSON.parse(body)
  sendJson(response, text)
})
