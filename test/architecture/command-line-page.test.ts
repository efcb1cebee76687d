import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandsPage } from '../../scripts/reference/build-commands-page.ts'
import { commandNotes } from '../../scripts/reference/command-notes.ts'
import { createProgram, listCommands, nameOfCommand } from '../../src/cli/create-program.ts'
import { repository } from './source-tree.ts'

const page = readFileSync(join(repository, commandsPage), 'utf8')
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
)
const commands = listCommands(await createProgram()).filter(({ commands: inner }) => inner.length === 0)

/** Tables escape what divides their cells. */
const inTable = (text: string): string => text.replaceAll('|', '\\|')

test('the page has every command and every option, each with its sentence, once', () => {
  for (const command of commands) {
    const name = nameOfCommand(command)
    const section = sections.get(name) ?? ''
    const rows = page.split('\n').filter((line) => line.includes(`[\`${name}\`](`))
    expect(rows.map((row) => row.split(' | ')[1]?.replace(/ *\|?$/, ''))).toEqual([
      inTable(command.description()),
    ])
    for (const { flags, long, description } of command.options) {
      const row = `\`${inTable(flags)}\``
      expect([name, flags, section.split(`| ${row} `).length - 1]).toEqual([
        name,
        flags,
        long === '--json' ? 0 : 1,
      ])
      if (long !== '--json') expect(section).toContain(inTable(description))
    }
  }
})

test('the page has no command that is not there, and every note is of a command', () => {
  const names = commands.map(nameOfCommand)
  const told = [...sections.keys()].filter((name) => name.startsWith('sallyport '))
  expect(told).toEqual(names)
  for (const name of Object.keys(commandNotes)) expect(names).toContain(`sallyport ${name}`)
})
