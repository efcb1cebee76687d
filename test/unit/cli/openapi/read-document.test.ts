import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { formatOf, parseDocumentText, readDocument } from '../../../../src/cli/openapi/read-document.ts'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let folder: TempProject
let server: Server
let origin: string
beforeAll(async () => {
  folder = await createTempProject({
    'api.json': '{ // kept\n "openapi": "3.1.0", }',
    'api.yaml': 'openapi: 3.1.0\n',
    'list.json': '[1]',
    'broken.json': '{ "openapi" 1 }',
  })
  server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === '/moved') response.writeHead(302, { location: '/api' }).end()
    else if (path === '/away') response.writeHead(302, { location: 'http://example.com/api' }).end()
    else if (path === '/round') response.writeHead(302, { location: '/round' }).end()
    else if (path === '/gone') response.writeHead(404).end()
    else if (path === '/large') response.end(`{"a": "${'x'.repeat(5000)}"}`)
    else if (path === '/silent') response.writeHead(200).write('{')
    else response.end('openapi: 3.1.0\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await folder.remove()
})

describe('files', () => {
  it('are read in both formats', async () => {
    expect(await readDocument(join(folder.folder, 'api.json'))).toMatchObject({
      format: 'json',
      url: undefined,
      text: '{ // kept\n "openapi": "3.1.0", }',
      value: { openapi: '3.1.0' },
    })
    expect((await readDocument(join(folder.folder, 'api.yaml'))).format).toBe('yaml')
  })

  it('that are absent, large, broken or no object are refused', async () => {
    await expect(readDocument(join(folder.folder, 'no.json'))).rejects.toThrow('There is no file')
    await expect(readDocument(folder.folder)).rejects.toThrow('is no file')
    await expect(readDocument(join(folder.folder, 'list.json'))).rejects.toThrow('holds no object')
    await expect(readDocument(join(folder.folder, 'broken.json'))).rejects.toBeInstanceOf(ProjectError)
    await writeFile(join(folder.folder, 'large.json'), '{ "a": 1 }')
    await expect(readDocument(join(folder.folder, 'large.json'), { bytes: 5 })).rejects.toThrow(
      'larger than 5',
    )
  })
})

describe('URLs', () => {
  it('are read, redirects too', async () => {
    expect(await readDocument(`${origin}/moved`)).toMatchObject({
      format: 'yaml',
      value: { openapi: '3.1.0' },
      url: new URL(`${origin}/api`),
    })
  })

  it.each([
    ['http://example.com/api.json', 'only https'],
    ['file:///etc/hosts', 'only https'],
    ['https://ada:secret@example.com/api.json', 'password'],
  ])('%s is refused before anything is sent', async (url, why) => {
    await expect(readDocument(url)).rejects.toThrow(why)
  })

  it('elsewhere do not lead to services of this machine', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: URL) => {
      asked.push(url.href)
      return Promise.resolve(new Response(null, { status: 302, headers: { location: `${origin}/api` } }))
    })
    try {
      await expect(readDocument('https://api.example/a.json')).rejects.toThrow('leads to this machine')
    } finally {
      vi.unstubAllGlobals()
    }
    expect(asked).toEqual(['https://api.example/a.json'])
  })

  it('have bounds', async () => {
    await expect(readDocument(`${origin}/away`)).rejects.toThrow('A redirect of')
    await expect(readDocument(`${origin}/round`)).rejects.toThrow('more than 5 times')
    await expect(readDocument(`${origin}/gone`)).rejects.toThrow('status 404')
    await expect(readDocument(`${origin}/large`, { bytes: 1000 })).rejects.toThrow('larger than 1000')
    await expect(readDocument(`${origin}/silent`, { ms: 50 })).rejects.toThrow('did not come within')
    await expect(readDocument('http://127.0.0.1:1/api')).rejects.toThrow('cannot be read')
  })
})

it('knows a format by its name, else by its first character', () => {
  expect(['a.json', 'a.jsonc', 'a.oas.yml', 'https://h/a.yaml?x=1', 'a'].map(formatOf)).toEqual([
    'json',
    'json',
    'yaml',
    'yaml',
    undefined,
  ])
  expect(parseDocumentText('a', ' {}').format).toBe('json')
  expect(parseDocumentText('a', 'a: 1').format).toBe('yaml')
})
