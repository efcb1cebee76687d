import { readFile } from 'node:fs/promises'
import { collectTests, it, type CollectedSuite } from './collect-tests.ts'
import { registerSuite } from './register-suite.ts'
import { parseFilter, selectTests } from './select-tests.ts'
import { openSession, type TestSession } from './session.ts'

/** Exit code of a run in which nothing was selected. */
export const nothingSelected = 3

/** The process of `sallyport test`: loads the test files of a session and runs what they define. */
export async function runSession(file: string): Promise<void> {
  const session = JSON.parse(await readFile(file, 'utf8')) as TestSession
  openSession(session)
  const loaded: CollectedSuite[] = []
  const broken: CollectedSuite[] = []
  for (const { name, url } of session.files) {
    try {
      loaded.push(await collectTests(name, () => import(url)))
    } catch (error) {
      broken.push(await createFailure(name, error))
    }
  }
  // No filter hides that a file could not be loaded.
  const selected = [...broken, ...selectTests(loaded, parseFilter(session.filter))]
  for (const suite of selected) registerSuite(suite)
  if (selected.length === 0) process.exitCode = nothingSelected
}

/** A file that cannot be loaded is one failing test, so that the others still say what they have to say. */
function createFailure(name: string, error: unknown): Promise<CollectedSuite> {
  return collectTests(name, async () => {
    it('the file loads', () => {
      throw error
    })
  })
}
