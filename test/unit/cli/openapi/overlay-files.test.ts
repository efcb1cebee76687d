import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { overlayFiles } from '../../../../src/cli/openapi/overlay-files.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

const overlay = (more: object) => ({
  overlay: '1.0.0',
  info: { title: 'x', version: '1' },
  actions: [{ target: '$.info', update: { title: 'B' } }],
  ...more,
})
let folder: TempProject
beforeEach(async () => {
  folder = await createTempProject({
    'api/a.yaml': '# kept\ninfo:\n  title: A\n',
    'own.json': overlay({ extends: './api/a.yaml' }),
    'any.json': overlay({}),
  })
})
afterEach(() => folder.remove())
const at = (name: string): string => join(folder.folder, name)

it('applies an overlay to what it extends, or to what is named', async () => {
  const own = await overlayFiles({ input: undefined, overlay: at('own.json'), output: undefined })
  expect(own).toMatchObject({ input: at('api/a.yaml'), text: '# kept\ninfo:\n  title: B\n' })
  const named = await overlayFiles({ input: at('api/a.yaml'), overlay: at('any.json'), output: 'b.json' })
  expect(JSON.parse(named.text)).toEqual({ info: { title: 'B' } })
})

it('asks for the document when nobody says which', async () => {
  await expect(
    overlayFiles({ input: undefined, overlay: at('any.json'), output: undefined }),
  ).rejects.toThrow('--input')
})
