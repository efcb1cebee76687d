import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createPublicEndpoints,
  type PublicEndpoints,
} from '../../../../../src/provisioning/okta/verify/public-endpoints.ts'

let server: Server
let origin = ''
let endpoints: PublicEndpoints
beforeAll(async () => {
  server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const sent = Buffer.concat(chunks).toString()
      if (req.url === '/long') return res.end('x'.repeat(2_000_000))
      if (req.url === '/away') return res.writeHead(302, { location: '/json' }).end()
      if (req.url === '/list') return res.end('[1]')
      res.end(JSON.stringify({ method: req.method, type: req.headers['content-type'], sent }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  endpoints = createPublicEndpoints()
})
afterAll(async () => {
  await endpoints.close()
  server.close()
})

test('asks and tells in the forms of OAuth', async () => {
  expect(await endpoints.getJson(`${origin}/json`)).toMatchObject({ status: 200, body: { method: 'GET' } })
  expect((await endpoints.postForm(origin, { a: 'b c' })).body).toMatchObject({
    type: 'application/x-www-form-urlencoded',
    sent: 'a=b+c',
  })
  expect((await endpoints.postJson(origin, { a: 1 })).body).toMatchObject({ sent: '{"a":1}' })
})

test('what is no JSON object, too long, elsewhere or nowhere is no answer', async () => {
  expect(await endpoints.getJson(`${origin}/list`)).toEqual({ status: 200, body: undefined })
  expect(await endpoints.getJson(`${origin}/long`)).toEqual({ status: 0, body: undefined })
  expect((await endpoints.getJson(`${origin}/away`)).status).toBe(302)
  expect(await endpoints.getJson('http://127.0.0.1:9/')).toEqual({ status: 0, body: undefined })
})
