import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { describeCommands } from '../../../../src/cli/completion/describe-commands.ts'
import { fishScript } from '../../../../src/cli/completion/fish-script.ts'
import { createProgram } from '../../../../src/cli/create-program.ts'
import { findProgram } from '../../../support/server-process.ts'

const script = fishScript(describeCommands(await createProgram()))

it('gives every command its words with their descriptions', () => {
  expect(script).toContain("'__sallyport_at \\'keys\\'' -a create -d 'make a key")
})

describe.runIf(findProgram('fish') !== undefined)('fish completes', () => {
  it.each([
    ['sallyport ke', ['keys']],
    ['sallyport keys c', ['create']],
    ['sallyport init --example ', ['okta-guide']],
    ['sallyport openapi convert --to 3', ['3.0', '3.1', '3.2']],
    ['sallyport openapi convert x --ou', ['--output']],
    ['sallyport completion ', ['bash', 'fish', 'zsh']],
  ])('%s', (line, expected) => {
    const output = execFileSync('fish', ['-c', `${script}\ncomplete -C ${JSON.stringify(line)}`], {
      encoding: 'utf8',
    })
    const words = output.split('\n').map((text) => text.split('\t', 1)[0] ?? '')
    expect(words.filter((word) => word !== '').sort()).toEqual(expected)
  })
})
