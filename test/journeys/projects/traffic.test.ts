import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openFormatProjects,
  type FormatProjects,
  type StartedProject,
} from '../../support/format-projects.ts'
import { shows } from '../../support/shows.ts'

let projects: FormatProjects
let careful: StartedProject
let orders: StartedProject

beforeAll(async () => {
  projects = await openFormatProjects()
  careful = await projects.start('careful-api', { CACHE_ID: '1', SHOP_URL: projects.upstream })
  orders = await projects.start('limited-orders')
})
afterAll(() => projects.close())

/** Sends a GET with a body, which `fetch` refuses to. */
function getWithBody(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'GET', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode))
    })
    asking.on('error', reject).end('{"filter":"all"}')
  })
}

describe('a careful API', () => {
  test('refuses what its document does not describe, before anybody else sees it', async () => {
    const add = (body: string) =>
      careful.fetch('/items', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect((await add('{"title":"Emma","pages":400}')).status).toBe(200)
    const before = projects.asked.length
    for (const body of ['{"title":""}', '{"pages":1}', '{"title":"x","color":"red"}', '[]', '{'])
      expect((await add(body)).status, body).toBe(400)
    const refused = await careful.fetch('/items?limit=51')
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    expect(JSON.stringify(await refused.json())).toContain('limit')
    expect(projects.asked.length).toBe(before)
  })

  test('asks its upstream once for what it may keep, apart for each language and caller', async () => {
    const get = async (headers: Record<string, string>) => {
      const before = projects.asked.length
      expect((await careful.fetch('/items?limit=5', { headers })).status).toBe(200)
      return projects.asked.length - before
    }
    expect(await get({ 'accept-language': 'de' })).toBe(1)
    expect(await get({ 'accept-language': 'de' })).toBe(0)
    expect(await get({ 'accept-language': 'en' })).toBe(1)
    expect(await get({ 'accept-language': 'de', authorization: 'Basic YTpi' })).toBe(1)
  })

  test('sells to the pages of the shop alone', async () => {
    const checkout = (origin: string) => careful.fetch('/checkout', { method: 'POST', headers: { origin } })
    expect((await checkout('http://localhost:3000')).status).toBe(200)
    const refused = await checkout('https://evil.example')
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { detail: expect.stringContaining('Come from the shop.') as string },
    ])
  })

  shows('T6', 'a body that its method does not have stays behind, and the upstream is told', async () => {
    for (const fields of [{ 'content-length': '16' }, { 'transfer-encoding': 'chunked' }]) {
      const headers = { 'content-type': 'application/json', ...fields }
      expect(await getWithBody(`${careful.origin}/items?limit=9&as=${Object.keys(fields)[0]}`, headers)).toBe(
        200,
      )
      expect(projects.asked.at(-1)).toMatchObject({
        method: 'GET',
        body: '',
        headers: { 'zp-body-removed': 'true' },
      })
    }
    await careful.fetch('/items?limit=8')
    expect(projects.asked.at(-1)?.headers).not.toHaveProperty('zp-body-removed')
  })
})

describe('a composite with a limit', () => {
  test('limits as its parts do, and leaves the routes of the other file alone', async () => {
    const answers = []
    for (let asked = 0; asked < 3; asked += 1) answers.push(await orders.fetch('/orders'))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers[2]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await (await orders.fetch('/orders/latest')).json()).toEqual({ file: 'b' })
  })
})
