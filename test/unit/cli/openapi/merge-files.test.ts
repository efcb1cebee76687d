import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mergeFiles } from '../../../../src/cli/openapi/merge-files.ts'
import { startUpstream } from '../../../support/loopback-upstream.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

let folder: TempProject
beforeEach(async () => {
  folder = await createTempProject({
    'routes.oas.json':
      '{\n  // mine\n  "openapi": "3.1.0",\n  "paths": { "/a": { "get": { "x-zuplo-route": {} } } }\n}\n',
    'old.oas.json': { openapi: '3.0.3', paths: {} },
    'swagger.yaml': 'swagger: "2.0"\npaths: { /a: { get: { summary: A } } }\n',
    'more.json': { openapi: '3.1.0', paths: { '/b': { get: {} } } },
  })
})
afterEach(() => folder.remove())
const at = (name: string): string => join(folder.folder, name)

describe('files are merged', () => {
  it('one after the other, in the version of the route file, with its comments', async () => {
    const { text, reports } = await mergeFiles([at('swagger.yaml'), at('more.json')], at('routes.oas.json'))
    expect(text).toContain('// mine')
    expect(text).toContain('"summary": "A"')
    expect(text).not.toContain('swagger')
    expect(reports.map(({ added, changed }) => [added, changed])).toEqual([
      [[], ['GET /a']],
      [['GET /b'], []],
    ])
  })

  it('into a file that is not there yet', async () => {
    const { text } = await mergeFiles([at('swagger.yaml')], at('new.oas.yaml'))
    expect(text).toMatch(/^openapi: 3\.1/m)
  })

  it('unless a document from elsewhere names handlers and policies', async () => {
    const open = { 'x-zuplo-route': { policies: { inbound: [] } } }
    const document = JSON.stringify({ openapi: '3.1.0', paths: { '/open': { get: open } } })
    const elsewhere = await startUpstream((_request, response) => response.end(document))
    try {
      await expect(mergeFiles([`${elsewhere.url}/api.json`], at('routes.oas.json'))).rejects.toThrow(
        'paths./open.get.x-zuplo-route',
      )
    } finally {
      await elsewhere.close()
    }
    await writeFile(at('read.json'), document)
    expect((await mergeFiles([at('read.json')], at('routes.oas.json'))).text).toContain('/open')
  })

  it('unless the route file is of an older version', async () => {
    await expect(mergeFiles([at('more.json')], at('old.oas.json'))).rejects.toThrow('openapi convert')
  })
})
