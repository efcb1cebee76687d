import { expect, it } from 'vitest'
import { devCommand } from '../../../../src/cli/commands/dev.ts'

it('takes a folder, which is this one by default, and the options of serving', () => {
  const command = devCommand()
  expect(command.name()).toBe('dev')
  expect(command.registeredArguments.map((argument) => [argument.name(), argument.defaultValue])).toEqual([
    ['folder', '.'],
  ])
  expect(command.options.map(({ long }) => long)).toEqual(['--port', '--host', '--public-url', '--json'])
})
