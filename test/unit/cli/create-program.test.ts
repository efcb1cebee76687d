import { describe, expect, it } from 'vitest'
import { createProgram, listCommands, nameOfCommand } from '../../../src/cli/create-program.ts'

const commands = listCommands(await createProgram())
const leaves = commands.filter(({ commands: inner }) => inner.length === 0)

describe('the tree of commands', () => {
  it('names each by the way to it', () => {
    const names = commands.map(nameOfCommand)
    expect(names).toEqual(expect.arrayContaining(['sallyport', 'sallyport dev', 'sallyport keys create']))
    expect(new Set(names).size).toBe(names.length)
  })

  it('has a sentence for every command, argument and option, and --json on every command', () => {
    for (const command of leaves) {
      const name = nameOfCommand(command)
      expect(command.description(), name).not.toBe('')
      expect(
        command.options.map(({ long }) => long),
        name,
      ).toContain('--json')
      for (const option of command.options) expect(option.description, `${name} ${option.flags}`).not.toBe('')
      for (const argument of command.registeredArguments) expect(argument.description, name).not.toBe('')
    }
  })
})
