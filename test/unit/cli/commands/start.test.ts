import { expect, it } from 'vitest'
import { startCommand } from '../../../../src/cli/commands/start.ts'

it('takes a folder, which is this one by default, and the options of serving', () => {
  const command = startCommand()
  expect(command.name()).toBe('start')
  expect(command.registeredArguments.map((argument) => [argument.name(), argument.defaultValue])).toEqual([
    ['folder', '.'],
  ])
  expect(command.options.map(({ long }) => long)).toEqual(['--port', '--host', '--public-url', '--json'])
})
