import { Argument, Command, Option } from 'commander'
import { expect, it } from 'vitest'
import { describeCommands } from '../../../../src/cli/completion/describe-commands.ts'

it('describes a tree with what every value is completed with', () => {
  const program = new Command('tool')
    .addCommand(
      new Command('make')
        .description('makes\nmuch')
        .argument('[folder]', 'where')
        .option('-i, --input <file|url>', 'what')
        .option('--name <name>', 'who')
        .addOption(new Option('--to <version>', 'to').choices(['1', '2'])),
    )
    .addCommand(
      new Command('group').addCommand(new Command('one').addArgument(new Argument('<x>').choices(['a']))),
    )
  const described = describeCommands(program)
  expect(described.map(({ path }) => path)).toEqual(['', 'make', 'group', 'group one'])
  expect(described[0]?.commands).toEqual([
    { name: 'make', description: 'makes' },
    { name: 'group', description: '' },
  ])
  expect(described[1]?.values).toBe('folders')
  expect(described[1]?.options.map(({ names, values }) => [names, values])).toEqual([
    [['--input', '-i'], 'files'],
    [['--name'], []],
    [['--to'], ['1', '2']],
    [['--help', '-h'], undefined],
  ])
  expect(described[3]?.values).toEqual(['a'])
})
