import { describe, expect, it } from 'vitest'
import { printFailure } from '../../../src/cli/print-failure.ts'
import { ProjectError, type Diagnostic } from '../../../src/foundation/diagnostic.ts'
import { ListenError } from '../../../src/runtimes/node/http-listener.ts'
import { captureTerminal } from '../../support/terminal.ts'

const diagnostics: Diagnostic[] = [
  {
    severity: 'error',
    code: 'SALLYPORT_X',
    message: 'It is wrong.',
    hint: 'Mend it.',
    file: 'a.json',
    line: 2,
    column: 3,
  },
]

describe('printFailure', () => {
  it('prints diagnostics with their places, as text or as JSON', async () => {
    const error = new ProjectError(diagnostics)
    expect(await captureTerminal(() => printFailure(error, false))).toMatchObject({
      stdout: '',
      stderr: 'a.json:2:3 error: It is wrong. (SALLYPORT_X)\n    Mend it.\n',
    })
    const { stdout, stderr } = await captureTerminal(() => printFailure(error, true))
    expect([JSON.parse(stdout), stderr]).toEqual([{ ok: false, diagnostics }, ''])
  })

  it('prints one sentence for what was foreseen', async () => {
    const error = new ListenError('Port 9000 is taken.')
    expect((await captureTerminal(() => printFailure(error, false))).stderr).toBe('Port 9000 is taken.\n')
    expect(JSON.parse((await captureTerminal(() => printFailure(error, true))).stdout)).toEqual({
      ok: false,
      error: 'Port 9000 is taken.',
    })
  })

  it('shows the stack of what nobody foresaw', async () => {
    const { stderr } = await captureTerminal(() => printFailure(new TypeError('a bug'), false))
    expect(stderr).toMatch(/^TypeError: a bug\n\s+at /)
    expect((await captureTerminal(() => printFailure('thrown text', false))).stderr).toBe('thrown text\n')
  })
})
