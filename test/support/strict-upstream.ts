import type { ToolPlan, ToolRequest } from '../../src/mcp/tools/plan.ts'
import {
  decodeCookie,
  decodeDeep,
  decodePath,
  decodeQuery,
  expectedDeep,
  expectedOf,
  kindOf,
  type ParameterStyle,
} from './decode-parameter.ts'

type Json = Readonly<Record<string, unknown>>

/** An operation as its document has it, Swagger 2.0 or OpenAPI 3; nothing of the gateway has touched it. */
export interface WrittenOperation {
  readonly document: Json
  readonly path: string
  readonly method: string
  readonly pathItem: Json
  readonly operation: Json
}

/** A request and the arguments it was built from; the plan is used only to tell which argument is which parameter. */
export interface BuiltRequest {
  readonly request: ToolRequest
  readonly args: Json
  readonly plan: ToolPlan
}

/**
 * Reads a request as an upstream would that knows nothing but the document, and answers what is wrong with it: another
 * method or path, a parameter or body that does not decode to its argument, or anything the document does not know.
 */
export async function findRequestProblems(written: WrittenOperation, built: BuiltRequest): Promise<string[]> {
  const { request } = built
  const problems: string[] = []
  if (request.method !== written.method) problems.push(`method ${request.method}`)
  const parameters = parametersOf(written)
  judgePath(written, parameters, built, problems)
  judgeQuery(parameters, built, problems)
  judgeHeaders(parameters, built, problems)
  await judgeBody(written, built, problems)
  return problems
}

interface WrittenParameter extends ParameterStyle {
  readonly in: string
  readonly isJson: boolean
}

function follow(document: Json, value: unknown): Json {
  let target = value as Json
  for (let step = 0; typeof target['$ref'] === 'string' && step < 20; step++) {
    const parts = target['$ref'].slice(2).split('/')
    target = parts
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<Json>((at, key) => at[key] as Json, document)
  }
  return target
}

function parametersOf({ document, pathItem, operation }: WrittenOperation): WrittenParameter[] {
  const found = new Map<string, WrittenParameter>()
  for (const list of [pathItem['parameters'], operation['parameters']]) {
    for (const entry of (list ?? []) as unknown[]) {
      const parameter = follow(document, entry)
      const place = String(parameter['in'])
      if (['body', 'formData'].includes(place)) continue
      const content = Object.keys(parameter['content'] ?? {})[0]
      found.set(`${place} ${String(parameter['name'])}`, {
        name: String(parameter['name']),
        in: place,
        isJson: content?.includes('json') === true,
        ...('swagger' in document ? oldStyle(parameter) : newStyle(parameter)),
      })
    }
  }
  return [...found.values()]
}

function newStyle({ in: place, style, explode }: Json): Pick<ParameterStyle, 'style' | 'explode'> {
  const byDefault = place === 'query' || place === 'cookie' ? 'form' : 'simple'
  const used = typeof style === 'string' ? style : byDefault
  return { style: used, explode: typeof explode === 'boolean' ? explode : used === 'form' }
}

function oldStyle({ in: place, collectionFormat }: Json): Pick<ParameterStyle, 'style' | 'explode'> {
  const styles: Record<string, string> = { ssv: 'spaceDelimited', pipes: 'pipeDelimited' }
  const byDefault = place === 'query' ? 'form' : 'simple'
  return { style: styles[String(collectionFormat)] ?? byDefault, explode: collectionFormat === 'multi' }
}

function argumentOf(
  list: readonly { name: string; argument: string }[],
  name: string,
  args: Json,
): { argument: string | undefined; value: unknown } {
  const argument = list.find((planned) => planned.name === name)?.argument
  const value = argument === undefined || !Object.hasOwn(args, argument) ? undefined : args[argument]
  return { argument, value: value === null ? undefined : value }
}

function judgePath(
  { path }: WrittenOperation,
  parameters: readonly WrittenParameter[],
  { request, args, plan }: BuiltRequest,
  problems: string[],
): void {
  const names: string[] = []
  const pattern = path.split(/(\{[^{}]+\})/).map((part) => {
    if (!/^\{.+\}$/.test(part)) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    names.push(part.slice(1, -1))
    return '([^/]+?)'
  })
  const match = new RegExp(`^${pattern.join('')}$`).exec(request.path)
  if (match === null) return void problems.push(`path ${request.path} is none of ${path}`)
  const planned = plan.path.filter((part) => typeof part !== 'string')
  names.forEach((name, index) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name)
    const { value } = argumentOf(planned, name, args)
    const style = parameter ?? { name, style: 'simple', explode: false, isJson: false }
    const decoded = style.isJson ? undefined : decodePath(match[index + 1] ?? '', style, kindOf(value))
    if (!style.isJson && !isSame(decoded, expectedOf(value)))
      problems.push(`path parameter ${name}: ${JSON.stringify(decoded)}`)
  })
}

function judgeQuery(
  parameters: readonly WrittenParameter[],
  { request, args, plan }: BuiltRequest,
  problems: string[],
): void {
  const fields = request.search === '' ? [] : request.search.slice(1).split('&')
  const known = new Set<string>()
  for (const parameter of parameters.filter((one) => one.in === 'query')) {
    const { value } = argumentOf(plan.query, parameter.name, args)
    if (value === undefined) continue
    const kind = kindOf(value)
    const isEmpty = kind !== 'scalar' && Object.keys(value as object).length === 0
    if (parameter.style === 'deepObject' && kind !== 'scalar') {
      if (!isSame(decodeDeep(fields, parameter.name), expectedDeep(value)))
        problems.push(`query ${parameter.name}`)
      known.add(`${parameter.name}[`)
      continue
    }
    const expected = expectedOf(value)
    const decoded = decodeQuery(fields, parameter, parameter.isJson ? 'scalar' : kind)
    if (kind === 'object' && parameter.explode && !parameter.isJson) {
      const pairs = expected as Record<string, string>
      for (const [key, text] of Object.entries(pairs)) {
        known.add(key)
        if ((decoded as Record<string, string>)[key] !== text) problems.push(`query ${key}`)
      }
      continue
    }
    known.add(parameter.name)
    const wanted = parameter.isJson ? JSON.stringify(value) : expected
    if (!isEmpty && !isSame(decoded, wanted))
      problems.push(`query ${parameter.name}: ${JSON.stringify(decoded)}`)
  }
  for (const field of fields) {
    const key = decodeURIComponent(field.split('=', 1)[0] ?? '')
    if (!known.has(key) && !known.has(`${key.split('[', 1)[0] ?? ''}[`))
      problems.push(`unknown query field ${field}`)
  }
}

function judgeHeaders(
  parameters: readonly WrittenParameter[],
  { request, args, plan }: BuiltRequest,
  problems: string[],
): void {
  const known = new Set(['content-type', 'cookie'])
  for (const parameter of parameters) {
    if (parameter.in === 'header') {
      const name = parameter.name.toLowerCase()
      known.add(name)
      const { value } = argumentOf(plan.headers, name, args)
      if (value === undefined) continue
      const expected = expectedOf(value)
      const text = Array.isArray(expected) ? expected.join(',') : expected
      if (typeof text === 'string' && request.headers[name] !== text) problems.push(`header ${name}`)
    } else if (parameter.in === 'cookie') {
      const { value } = argumentOf(plan.cookies, parameter.name, args)
      if (value === undefined) continue
      const decoded = decodeCookie(request.headers['cookie'] ?? '', parameter, kindOf(value))
      const expected = expectedOf(value)
      // An exploded object loses its name among the other cookies.
      const isSpread = parameter.explode && kindOf(value) === 'object'
      const own = isSpread ? { ...(decoded as Json), ...(expected as Json) } : expected
      if (!isSame(decoded, own)) problems.push(`cookie ${parameter.name}`)
    }
  }
  for (const name of Object.keys(request.headers))
    if (!known.has(name)) problems.push(`unknown header ${name}`)
}

/** The body as the arguments have it: one of them, or all that no parameter takes. */
export function bodyOf({ args, plan }: BuiltRequest): unknown {
  const { body } = plan
  if (body === undefined) return undefined
  if (body.argument !== undefined) return args[body.argument]
  const entries = Object.entries(args).filter(([name]) => body.except?.has(name) !== true)
  return entries.length === 0 && !body.required ? undefined : Object.fromEntries(entries)
}

async function judgeBody(written: WrittenOperation, built: BuiltRequest, problems: string[]): Promise<void> {
  const { request } = built
  const expected = bodyOf(built)
  if (expected === undefined) {
    if (request.body !== undefined) problems.push('a body that nobody gave')
    return
  }
  const type = request.headers['content-type'] ?? ''
  const essence = type.split(';', 1)[0] ?? ''
  if (!declaredTypes(written).some((declared) => covers(declared, essence)))
    problems.push(`content type ${type}`)
  const { body } = request
  if (body === undefined) return void problems.push('no body')
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  if (essence.endsWith('json')) {
    if (!isSame(JSON.parse(text), expected)) problems.push(`body ${text}`)
  } else if (essence === 'application/x-www-form-urlencoded')
    judgeForm(text, expected as Json, written, problems)
  else if (essence === 'multipart/form-data') await judgeParts(built, type, expected as Json, problems)
  else if (
    typeof body === 'string' &&
    body !== (typeof expected === 'string' ? expected : JSON.stringify(expected))
  )
    problems.push(`body ${text}`)
  else if (typeof body !== 'string' && Buffer.from(body).toString('base64') !== expected)
    problems.push('body bytes')
}

/** Where the document has the schema of the body a request was sent with; undefined when the body is no JSON and no form. */
export function bodySchemaPath(
  written: WrittenOperation,
  request: ToolRequest,
): readonly string[] | undefined {
  const { document, operation, path, method } = written
  const essence = (request.headers['content-type'] ?? '').split(';', 1)[0] ?? ''
  if (!essence.endsWith('json') && essence !== 'application/x-www-form-urlencoded') return undefined
  const requestBody = operation['requestBody'] as Json | undefined
  if (requestBody === undefined) return undefined
  const reference = requestBody['$ref']
  const place =
    typeof reference === 'string'
      ? reference.slice(2).split('/')
      : ['paths', path, method.toLowerCase(), 'requestBody']
  const content = follow(document, requestBody)['content'] as Readonly<Record<string, Json>>
  const declared = Object.keys(content).find((type) => covers(type, essence))
  return declared === undefined || content[declared]?.['schema'] === undefined
    ? undefined
    : [...place, 'content', declared, 'schema']
}

/** A range covers its types; one that covers everything says nothing, and then JSON is what is sent. */
function covers(declared: string, type: string): boolean {
  const [range = ''] = declared.toLowerCase().split(';', 1)
  if (!range.includes('*')) return range.trim() === type
  return type.startsWith(range.slice(0, range.indexOf('*')))
}

function declaredTypes(written: WrittenOperation): readonly string[] {
  const { document, operation } = written
  if (!('swagger' in document)) {
    return Object.keys(follow(document, operation['requestBody'])['content'] as Json)
  }
  const consumes = (operation['consumes'] ?? document['consumes']) as string[] | undefined
  const ofForms = ['application/x-www-form-urlencoded', 'multipart/form-data']
  return consumes === undefined || consumes.length === 0
    ? ['application/json', ...ofForms]
    : [...consumes, ...ofForms]
}

function judgeForm(
  text: string,
  expected: Json,
  { document, operation }: WrittenOperation,
  problems: string[],
): void {
  const content =
    'swagger' in document
      ? {}
      : (follow(document, operation['requestBody'])['content'] as Readonly<Record<string, Json>>)
  const media = Object.entries(content).find(([type]) =>
    type.startsWith('application/x-www-form-urlencoded'),
  )?.[1]
  const encodings = (media?.['encoding'] ?? {}) as Readonly<Record<string, Json>>
  // A form may write a space as a plus; a plus itself is always encoded in one.
  const fields = text === '' ? [] : text.replaceAll('+', '%20').split('&')
  for (const [name, value] of Object.entries(expected)) {
    if (value === null || value === undefined) continue
    const kind = kindOf(value)
    const { style, explode } = encodings[name] ?? {}
    if (style === 'deepObject' && kind !== 'scalar') {
      if (!isSame(decodeDeep(fields, name), expectedDeep(value))) problems.push(`form field ${name}`)
      continue
    }
    if (kind !== 'scalar' && Object.keys(value).length === 0) continue
    const used = { name, style: 'form', explode: explode !== false }
    const asObject = kind === 'object' && style === undefined && explode === undefined
    const decoded = decodeQuery(fields, used, asObject ? 'scalar' : kind)
    const wanted = asObject ? JSON.stringify(value) : expectedOf(value)
    if ('swagger' in document ? decoded === undefined : !isSame(decoded, wanted))
      problems.push(`form field ${name}`)
  }
}

async function judgeParts(
  built: BuiltRequest,
  type: string,
  expected: Json,
  problems: string[],
): Promise<void> {
  const bytes = built.request.body as Uint8Array<ArrayBuffer>
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  for (const [name, value] of Object.entries(expected)) {
    const parts = form.getAll(name)
    const items = Array.isArray(value) ? (value as unknown[]) : [value]
    for (const [index, item] of items.entries()) {
      const part = parts[index]
      if (part === undefined) problems.push(`no part ${name}`)
      else if (typeof part === 'string') {
        // RFC 7578, 4: line breaks of text parts are CRLF.
        if (part !== expectedText(item)) problems.push(`part ${name}: ${part}`)
      } else if (!isSame(Buffer.from(await part.arrayBuffer()).toString('base64'), (item as Json)['data'])) {
        problems.push(`file ${name}`)
      }
    }
  }
}

function expectedText(item: unknown): string {
  return typeof item === 'string' ? item : JSON.stringify(item)
}

/** Equal as JSON, whatever the order of keys. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  )
}
