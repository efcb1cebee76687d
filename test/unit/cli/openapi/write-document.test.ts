import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeDocument } from '../../../../src/cli/openapi/write-document.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'
import { captureTerminal } from '../../../support/terminal.ts'

let folder: TempProject
beforeEach(async () => {
  folder = await createTempProject({})
})
afterEach(() => folder.remove())
const said = { text: 'a: 1\n', report: { nodes: 1 }, lines: ['one node'] }

it('writes to a file, folders too, and says so', async () => {
  const file = join(folder.folder, 'out/a.yaml')
  const { stdout } = await captureTerminal(() => writeDocument({ ...said, file, json: false }))
  expect([stdout, await readFile(file, 'utf8')]).toEqual(['one node\n', 'a: 1\n'])
})

it('writes to standard output alone what is no word about it', async () => {
  const plain = await captureTerminal(() => writeDocument({ ...said, file: undefined, json: false }))
  expect(plain).toMatchObject({ stdout: 'a: 1\n', stderr: 'one node\n' })
  const json = await captureTerminal(() => writeDocument({ ...said, file: undefined, json: true }))
  expect(JSON.parse(json.stdout)).toEqual({ ok: true, document: 'a: 1\n', nodes: 1 })
})
