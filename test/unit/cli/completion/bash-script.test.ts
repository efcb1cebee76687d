import { execFileSync } from 'node:child_process'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { bashScript, zshScript } from '../../../../src/cli/completion/bash-script.ts'
import { describeCommands } from '../../../../src/cli/completion/describe-commands.ts'
import { createProgram } from '../../../../src/cli/create-program.ts'
import { findProgram, mayRunWith } from '../../../support/server-process.ts'
import { createTempProject, type TempProject } from '../../../support/temp-project.ts'

const commands = describeCommands(await createProgram())
let folder: TempProject
beforeAll(async () => {
  folder = await createTempProject({ 'my shop/a.txt': '', 'api.json': {}, 'overlay.yaml': '' })
})
afterAll(() => folder.remove())

/** What bash offers for words of a command line, the last of which is being typed. */
function complete(...words: readonly string[]): readonly string[] {
  const ask = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sallyport; printf "%s\\n" "${COMPREPLY[@]}"'
  const output = execFileSync(
    'bash',
    ['-c', `${bashScript(commands)}\n${ask}`, 'bash', 'sallyport', ...words],
    {
      cwd: folder.folder,
      encoding: 'utf8',
    },
  )
  return output.split('\n').filter((line) => line !== '')
}

describe.runIf(mayRunWith({ bash: findProgram('bash') }, 'completion in bash'))('bash completes', () => {
  it.each([
    [['ke'], ['keys']],
    [['keys', 'c'], ['create']],
    [['init', '--example', ''], ['okta-guide']],
    [
      ['openapi', 'convert', '--to', '3.'],
      ['3.0', '3.1', '3.2'],
    ],
    [['openapi', 'convert', '--to', '=', '3.1'], ['3.1']],
    [
      ['openapi', 'convert', '--format', '='],
      ['json', 'yaml'],
    ],
    [['openapi', 'convert', 'api.json', '--ou'], ['--output']],
    [['openapi', 'overlay', '-l', 'o'], ['overlay.yaml']],
    [['check', 'my'], ['my shop']],
    [['build', '--out', 'my'], ['my shop']],
    [['keys', 'create', '$(touch planted)', '--buck'], ['--bucket']],
    [['dev', '--port', ''], []],
    [['completion', 'ba'], ['bash']],
  ])('%j', (words, expected) => {
    expect(complete(...words)).toEqual(expected)
  })

  it('every command of the tree', () => {
    for (const { path, commands: inner } of commands) {
      const words = path === '' ? [] : path.split(' ')
      const offered = complete(...words, '')
      for (const { name } of inner) expect(offered, path).toContain(name)
    }
    expect(complete('keys', 'create', '$(touch planted)', '')).not.toContain('planted')
  })
})

// Few machines have it; where it is absent the function is still run by bash.
describe.runIf(findProgram('zsh') !== undefined)('zsh', () => {
  it('completes what is typed in an interactive shell', () => {
    // The shell runs the line after it completed it, and the function in place of the command tells what came.
    const session = `zmodload zsh/zpty
zpty z zsh -f -i
say() { zpty -w z "$1"; zpty -r -m z line "*$2*"; }
say 'PS1=; autoload -U compinit; compinit -u -D; source ./completion.zsh; sallyport() { print -r -- "RAN:$*" }; print READ''Y' READY
say $'sallyport keys cr\\t x' 'RAN:*x'
print -r -- "$line"
say $'sallyport openapi convert --format y\\t' 'RAN:*yaml'
print -r -- "$line"
zpty -d z`
    execFileSync('zsh', ['-fc', 'cat > completion.zsh'], { cwd: folder.folder, input: zshScript(commands) })
    const output = execFileSync('zsh', ['-fc', session], {
      cwd: folder.folder,
      encoding: 'utf8',
      timeout: 15_000,
    })
    expect(output).toContain('RAN:keys create x')
    expect(output).toContain('RAN:openapi convert --format yaml')
  })
})
