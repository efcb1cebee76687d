import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { errorTable, type ErrorCode } from '../../src/foundation/errors.ts'

/** Layers in which a part's own refusals are written down; below them is what every route can meet. */
const followed = /^(?:policies|handlers|mcp|oauth)\//

/** Codes of the errors that the code of a folder, and what it shares with its like, can answer with. */
export function collectCodes(root: string, folder: string): readonly ErrorCode[] {
  const src = join(root, 'src')
  const open = readdirSync(join(src, folder))
    .filter((name) => name.endsWith('.ts') && name !== 'page.ts')
    .map((name) => `${folder}/${name}`)
  const seen = new Set(open)
  const codes = new Set<string>()
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const text = readFileSync(join(src, file), 'utf8')
    for (const [, code = ''] of text.matchAll(/'(SALLYPORT_[A-Z_]+)'/g)) codes.add(code)
    for (const next of importsOf(text, file)) {
      if (seen.has(next) || !followed.test(next) || !existsSync(join(src, next))) continue
      seen.add(next)
      open.push(next)
    }
  }
  return (Object.keys(errorTable) as ErrorCode[]).filter((code) => codes.has(code))
}

/** Types are left out: they answer nothing. */
function importsOf(text: string, file: string): readonly string[] {
  return [...text.matchAll(/^import (?!type )[^;]*?from '(\.[^']+)'/gms)].map(([, target = '']) =>
    normalize(join(dirname(file), target)),
  )
}
