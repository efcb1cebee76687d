import { afterAll, beforeAll, expect } from 'vitest'
import {
  openFormatProjects,
  type FormatProjects,
  type StartedProject,
} from '../../support/format-projects.ts'
import { shows } from '../../support/shows.ts'

let projects: FormatProjects
let sizes: StartedProject

beforeAll(async () => {
  projects = await openFormatProjects()
  sizes = await projects.start('url-patterns', { UPSTREAM: projects.upstream })
})
afterAll(() => projects.close())

shows('T19', 'a url-pattern path matches as its standard says, over HTTP', async () => {
  const asked = async (path: string) => {
    const answer = await sizes.fetch(path)
    return answer.status === 200 ? ((await answer.json()) as { url: string }).url : answer.status
  }
  expect(await asked('/sizes/42')).toBe('/size?of=42')
  expect(await asked('/sizes/a%20b?unit=cm')).toBe('/named/a%20b?unit=cm')
  expect(await asked('/sizes/42/')).toBe(404)
  expect(await asked('/files/x/a/b')).toBe('/x?path=a%2Fb')
  expect(await asked('/files/x')).toBe('/x?path=')
  expect([await asked('/about'), await asked('/about/')]).toEqual(['/about', '/about'])
})

shows('T19', 'and its named parameters are arguments of the tool', async () => {
  const { result } = await sizes.ask('tools/list')
  expect(result?.['tools']).toMatchObject([
    { name: 'get_size', inputSchema: { properties: { size: {} }, required: ['size'] } },
    { name: 'get_named_size', inputSchema: { properties: { name: {} }, required: ['name'] } },
  ])
  const call = (name: string, args: object) => sizes.ask('tools/call', { name, arguments: args })
  expect((await call('get_size', { size: '42' })).result).toMatchObject({
    content: [{ text: '{"method":"GET","url":"/size?of=42","body":""}' }],
  })
  expect((await call('get_named_size', { name: 'a/b' })).result).toMatchObject({
    content: [{ text: '{"method":"GET","url":"/named/a%2Fb","body":""}' }],
  })
})
