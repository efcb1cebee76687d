import { errorTable, type ErrorCode } from '../../src/foundation/errors.ts'
import { buildExample, upstreamVariable } from './build-example.ts'
import { collectCodes } from './collect-codes.ts'
import type { PartWithPage } from './find-pages.ts'
import { listOptions, optionSchemaOf, type OptionRow } from './list-options.ts'
import { jsonFence, fence, table } from './markdown.ts'
import { showExchange } from './show-exchange.ts'

/** Builds the Markdown page of a policy or handler. */
export function buildPage(part: PartWithPage, root: string): string {
  const { name, page } = part
  return [
    `# ${titleOf(part)}`,
    page.summary,
    ...(page.text === undefined ? [] : [page.text]),
    namesOf(part),
    '## Options',
    optionsOf(part),
    '## Example',
    exampleOf(part),
    ...page.exchanges.map((exchange) => showExchange(page, exchange)),
    ...errorsOf(part, root),
    ...(page.seeAlso === undefined
      ? []
      : ['## See also', page.seeAlso.map((link) => `- ${link}`).join('\n')]),
    `_Written from the code of ${name} by \`npm run reference\`._`,
  ].join('\n\n')
}

/** Handlers are known by their export, policies by their type. */
export function titleOf({ stage, name, definition }: PartWithPage): string {
  return stage === 'handler' ? (definition?.exports[0] ?? name) : name
}

function namesOf({ stage, definition }: PartWithPage): string {
  if (definition === undefined)
    return 'Its `handler.export` is the name of a function that a module of the project exports.'
  const [canonical, ...aliases] = definition.exports
  const rows = [['`handler.export`', `\`${canonical}\``, aliases.map((alias) => `\`${alias}\``).join(', ')]]
  if ('policyTypes' in definition) {
    const [type = '', ...others] = definition.policyTypes
    rows.push(['`policyType`', `\`${type}\``, others.map((other) => `\`${other}\``).join(', ')])
    rows.push(['list of the route', `\`policies.${stage}\``, ''])
  }
  return table(['where', 'name', 'also'], rows)
}

function optionsOf({ definition }: PartWithPage): string {
  if (definition === undefined)
    return 'Whatever the function makes of them: it gets `options` as they are written.'
  const rows = listOptions(optionSchemaOf(definition.options))
  if (rows.length === 0) return 'None.'
  return table(['option', 'type', 'unit', 'default', 'what it says'], rows.map(cellsOf))
}

function cellsOf(row: OptionRow): readonly string[] {
  const type = row.constraint === '' ? row.type : `${row.type}, ${row.constraint}`
  return [
    `\`${row.name}\``,
    type,
    row.unit,
    row.default === 'required' ? '**required**' : row.default,
    row.sentence,
  ]
}

function exampleOf({ page }: PartWithPage): string {
  const { policies, path, method, operation } = buildExample(page)
  const usesUpstream = JSON.stringify([policies, operation, page.files]).includes(upstreamVariable)
  const blocks = [
    ...(policies.length === 0 ? [] : ['`config/policies.json`:', jsonFence({ policies })]),
    '`config/routes.oas.json`, the entry of `paths`:',
    jsonFence({ [path]: { [method]: operation } }),
    ...Object.entries(page.files ?? {}).flatMap(([file, text]) => [
      `\`${file}\`:`,
      fence(/\.(\w+)$/.exec(file)?.[1] ?? '', text),
    ]),
    ...(page.environment === undefined
      ? []
      : [
          '`.env`:',
          fence(
            'sh',
            Object.entries(page.environment)
              .map(([key, value]) => `${key}=${value}`)
              .join('\n'),
          ),
        ]),
    usesUpstream ? upstreamOf(page) : '',
    'Of answers, only what matters here is shown. `$env(NAME)` stands for the value of a variable.',
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function upstreamOf({ upstream }: PartWithPage['page']): string {
  if (upstream === undefined)
    return `The upstream at \`${upstreamVariable}\` answers what it was asked, as JSON: method, path, search, headers and body.`
  const text = typeof upstream.body === 'string' ? upstream.body : JSON.stringify(upstream.body, null, 2)
  const said = `The upstream at \`${upstreamVariable}\` answers ${upstream.status ?? 200}:`
  return `${said}\n\n${fence(typeof upstream.body === 'string' ? 'text' : 'json', text)}`
}

/** What the code can answer with, and what the examples show it answering with. */
function errorsOf({ page, folder }: PartWithPage, root: string): readonly string[] {
  const shown = page.exchanges.flatMap(({ answer }) => {
    const { body } = answer
    const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
    return typeof code === 'string' && isErrorCode(code) ? [code] : []
  })
  const codes = [...new Set([...collectCodes(root, folder), ...shown])]
  if (codes.length === 0) return []
  const rows = codes.map((code) => [`\`${code}\``, String(errorTable[code].status), errorTable[code].message])
  return [
    '## Errors',
    table(['code', 'status', 'meaning'], rows),
    '[All errors](../errors.md) says what to do about each.',
  ]
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorTable
}
