import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../src/foundation/diagnostic.ts'
import { bundleModules } from '../../src/project/bundle-modules.ts'
import { compileProject } from '../../src/project/compile-project.ts'
import { readProjectFolder } from '../../src/project/read-project-folder.ts'
import { expectedDiagnostics, foundAtLink, foundBeforeLink } from '../fixtures/broken/expected.ts'

const broken = new URL('../fixtures/broken/', import.meta.url).pathname
let stateFolder: string

beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'sallyport-broken-'))
})
afterAll(async () => {
  await rm(stateFolder, { recursive: true })
})

/** Starts a project as far as its module code; answers everything there is to say about it. */
async function diagnose(name: string): Promise<readonly Diagnostic[]> {
  const { root, files, environment } = await readProjectFolder(join(broken, name), {})
  const { project, diagnostics } = compileProject(files, environment)
  if (project === undefined) return diagnostics
  const runtimeApi = { ZuploRequest: Request, HttpProblems: {}, environment }
  const input = { root, stateFolder, specifiers: project.modules, runtimeApi, globals: { Request, fetch } }
  const modules = await bundleModules(input)
  return [...diagnostics, ...modules.diagnostics]
}

test('every broken project has its expected diagnostic', async () => {
  const entries = await readdir(broken, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(folders.sort()).toEqual(Object.keys(expectedDiagnostics).sort())
})

describe.each(foundBeforeLink)('%s', (name) => {
  test('is refused with one error: where, what, and what to write instead', async () => {
    const expected = expectedDiagnostics[name]!
    const diagnostics = await diagnose(name)
    expect(diagnostics).toHaveLength(1)
    const { file, line, column, code } = expected
    expect(diagnostics[0]).toMatchObject({ severity: 'error', file, line, column, code })
    expect(diagnostics[0]?.message).toContain(expected.message)
    expect(diagnostics[0]?.hint).toContain(expected.hint)
  })
})

test('what only policies and handlers can see passes until they are created', async () => {
  for (const name of foundAtLink) expect(await diagnose(name), name).toEqual([])
})
