import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProjectError, type Diagnostic } from '../../src/foundation/diagnostic.ts'
import { checkFolder } from '../../src/runtimes/node/check-folder.ts'
import { expectedDiagnostics } from '../fixtures/broken/expected.ts'
import { serveTemp } from '../support/temp-project.ts'

const broken = new URL('../fixtures/broken/', import.meta.url).pathname
let stateFolder: string

beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'sallyport-broken-'))
})
afterAll(async () => {
  await rm(stateFolder, { recursive: true })
})

/** Starts a project; answers why it did not start. */
async function start(name: string): Promise<readonly Diagnostic[]> {
  try {
    const served = await serveTemp(join(broken, name), {
      environment: { SALLYPORT_STATE_DIR: join(stateFolder, name) },
    })
    await served.close(0)
  } catch (error) {
    if (error instanceof ProjectError) return error.diagnostics
    throw error
  }
  throw new Error(`${name} started`)
}

test('every broken project has its expected diagnostic', async () => {
  const entries = await readdir(broken, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(folders.sort()).toEqual(Object.keys(expectedDiagnostics).sort())
})

describe.each(Object.keys(expectedDiagnostics))('%s', (name) => {
  test('does not start, and says with one error where, what, and what to write instead', async () => {
    const expected = expectedDiagnostics[name]!
    const errors = (await start(name)).filter(({ severity }) => severity === 'error')
    expect(errors).toHaveLength(1)
    const { file, line, column, code } = expected
    expect(errors[0]).toMatchObject({ file, line, column, code })
    expect(errors[0]?.message).toContain(expected.message)
    expect(errors[0]?.hint ?? '').toContain(expected.hint)
  })

  test('is found by check without being started', async () => {
    const environment = { SALLYPORT_STATE_DIR: join(stateFolder, `${name}-check`) }
    const { diagnostics } = await checkFolder(join(broken, name), environment)
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      expectedDiagnostics[name]!.code,
    ])
  })
})
