import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readExpectedFailures } from '../../ci/conformance/judge-run.ts'
import { pinnedAuthorizationChecks, pinnedChecks } from '../../ci/conformance/pinned-checks.ts'
import { caseDifferences, generalDifferences } from './accepted-differences.ts'
import { authorizationServerRequirements } from './authorization-server-requirements.ts'
import { requirements } from './requirements.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/conformance.md'), 'utf8')

/** The cells of the rows of the table under a heading. */
function tableUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n${heading}\n`)
  const rows = (section.split(/\n#+ /)[0] ?? '').split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
}

test('the page says what passes', () => {
  const counted = Object.entries(pinnedChecks).map(([revision, pins]) => {
    const scored = Object.entries(pins).filter(([name]) => !name.startsWith('tasks-'))
    const checks = scored.reduce((sum, [, count]) => sum + count, 0)
    return [revision, String(scored.length), String(checks)]
  })
  const forSignIn = Object.entries(pinnedAuthorizationChecks).map(([name, checks]) => [
    `\`${name}\``,
    String(checks),
  ])
  const rows = tableUnder('### What passes').filter(
    (cells) => !/^-*$/.test(cells[0] ?? '') && cells[0] !== 'scenario',
  )
  expect(rows).toEqual([...counted, ...forSignIn])
})

test('and what fails', () => {
  const listed = Object.keys(pinnedChecks).flatMap((revision) =>
    readExpectedFailures(revision).map((entry) => [revision, `\`${entry}\``]),
  )
  expect(tableUnder('### What fails').map(([revision, entry]) => [revision, entry])).toEqual(listed)
})

test('it names every duty', () => {
  const duties = requirements.map(({ id, level, url, sentence }) => [`[${id}](${url})`, level, sentence])
  expect(tableUnder('## Duties')).toEqual(duties)
})

test('it names every duty of the authorization server', () => {
  const duties = authorizationServerRequirements.map(({ id, url, sentence }) => [`[${id}](${url})`, sentence])
  expect(tableUnder('## Duties of the authorization server')).toEqual(duties)
})

test('it tells of every difference from the official server', () => {
  const general = generalDifferences.map(({ what, why }) => [what, why])
  expect(tableUnder('### Everywhere')).toEqual(general)
  const special = Object.entries(caseDifferences).map(([what, { official, gateway, why }]) => [
    what,
    `\`${official}\``,
    `\`${gateway}\``,
    why,
  ])
  expect(tableUnder('### In these cases')).toEqual(special)
})
