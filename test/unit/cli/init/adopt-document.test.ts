import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adoptDocument, slugOf } from '../../../../src/cli/init/adopt-document.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

const operations = { '/mcp': { post: { operationId: 'talk' } }, '/a': { get: { operationId: 'list' } } }
let folder: TempProject
beforeEach(async () => {
  folder = await createTempProject({
    'api.yaml': `openapi: 3.1.0\ninfo: { title: 'Größe & Co' }\nservers: [{ url: 'https://api.example' }]\npaths: ${JSON.stringify(operations)}\n`,
    'lonely.json': { openapi: '3.1.0', paths: operations },
    'open.json': {
      openapi: '3.1.0',
      servers: [{ url: 'https://api.example' }],
      paths: { '/a': { get: { 'x-sallyport-route': { policies: { inbound: [] } } } } },
    },
    'empty.json': { openapi: '3.1.0', servers: [{ url: 'https://api.example' }] },
  })
})
afterEach(() => folder.remove())

const adopt = (name: string, wish: object = { all: true }, baseUrl?: string) =>
  adoptDocument(
    { name: 'shop', dependency: '*' },
    { source: join(folder.folder, name), baseUrl, wish, terminal: undefined },
  )

describe('a document becomes a project', () => {
  it('in its own format, under its title, with an endpoint that it leaves free', async () => {
    const adopted = await adopt('api.yaml')
    expect(adopted).toMatchObject({ baseUrl: 'https://api.example', operations: 2, tools: 2, leftOut: [] })
    expect([...adopted.files.keys()]).toContain('config/gro-e-co.oas.yaml')
    expect(adopted.files.get('config/routes.oas.json')).toContain('"/mcp-server"')
    expect(adopted.files.get('config/tools.jsonc')).not.toContain('"operations"')
  })

  it('with part of its operations', async () => {
    const adopted = await adopt('api.yaml', { readOnly: true })
    expect(adopted.tools).toBe(1)
    expect(adopted.tokens).toBeGreaterThan(0)
    expect(adopted.files.get('config/tools.jsonc')).toContain('"list"')
  })

  it('unless it names handlers and policies of its own', async () => {
    await expect(adopt('open.json')).rejects.toThrow('paths./a.get.x-sallyport-route')
  })

  it('unless it has no operations, or says nowhere where the API is', async () => {
    await expect(adopt('empty.json')).rejects.toThrow('describes no operations')
    await expect(adopt('lonely.json')).rejects.toThrow('--base-url')
    expect((await adopt('lonely.json', { all: true }, 'https://own.example')).baseUrl).toBe(
      'https://own.example',
    )
  })
})

it('makes names of files from titles', () => {
  expect(['Swagger Petstore - OpenAPI 3.0', '  ', 'x'.repeat(60)].map(slugOf)).toEqual([
    'swagger-petstore-openapi-3-0',
    '',
    'x'.repeat(40),
  ])
})
