import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compileAdminTable } from '../../../src/admin-api/admin-table.ts'
import { defineAdminRoute } from '../../../src/gateway/admin-route.ts'

const echo = defineAdminRoute({
  method: 'POST',
  path: '/things/{thing}',
  summary: 'Answers what it got.',
  input: z.strictObject({ count: z.number() }),
  serve: (call) => Promise.resolve(call),
})
const list = defineAdminRoute({
  method: 'GET',
  path: '/things',
  summary: 'Lists.',
  serve: () => Promise.resolve([]),
})
const table = compileAdminTable([echo, list])
const call = (method: string, path: string, input: unknown = {}): Promise<unknown> =>
  table.call({ method, path, readInput: () => Promise.resolve(input) })

describe('compileAdminTable', () => {
  it('gives a route its parameters, decoded, and its input, validated', async () => {
    expect(await call('POST', '/things/a%20b', { count: 2 })).toEqual({
      params: { thing: 'a b' },
      input: { count: 2 },
    })
  })

  it('reads no input for a route that takes none', async () => {
    const readInput = (): Promise<unknown> => Promise.reject(new Error('read'))
    expect(await table.call({ method: 'GET', path: '/things', readInput })).toEqual([])
  })

  it('says what is wrong with a call', async () => {
    await expect(call('GET', '/nothing')).rejects.toMatchObject({ code: 'SALLYPORT_ADMIN_NOT_FOUND' })
    await expect(call('PUT', '/things')).rejects.toMatchObject({
      code: 'SALLYPORT_ROUTE_METHOD_NOT_ALLOWED',
      headers: { allow: 'GET' },
    })
    await expect(call('POST', '/things/a', { count: 'two' })).rejects.toMatchObject({
      code: 'SALLYPORT_ADMIN_CALL_MALFORMED',
      detail: expect.stringMatching(/^count: /) as string,
    })
  })

  it('refuses two routes of one method and path', () => {
    expect(() => compileAdminTable([list, list])).toThrow('GET /things is declared twice')
  })
})
