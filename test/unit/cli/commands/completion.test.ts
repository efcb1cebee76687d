import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { runCommandLine } from '../../../support/command-line.ts'

it('prints a script that a shell can read, of all commands', async () => {
  const { code, stdout } = await runCommandLine(['completion', 'bash'])
  expect(code).toBe(0)
  execFileSync('sh', ['-c', 'command -v bash > /dev/null && bash -n || true'], { input: stdout })
  for (const path of ['init', 'keys create', 'openapi overlay']) expect(stdout).toContain(`'${path}'`)
  const json = JSON.parse((await runCommandLine(['completion', 'fish', '--json'])).stdout) as object
  expect(json).toMatchObject({
    ok: true,
    shell: 'fish',
    script: expect.stringContaining('complete -c sallyport'),
  })
})

it('refuses a shell that it does not know', async () => {
  expect(await runCommandLine(['completion', 'cmd'])).toMatchObject({ code: 2, stdout: '' })
})
