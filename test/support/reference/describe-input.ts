import type { ExampleExchange, ReferencePage } from '../../../src/gateway/reference-page.ts'

type Entry = Readonly<Record<string, unknown>>

/** Declares what the exchanges of a page send and its operation does not say yet. */
export function describeInput(page: ReferencePage, operation: Entry): Entry {
  const requests = page.exchanges.flatMap(({ request }) => request ?? [])
  const own = (operation['parameters'] ?? []) as readonly Entry[]
  const declared = new Set(own.map((parameter) => `${String(parameter['in'])} ${String(parameter['name'])}`))
  const sent = [...pathParameters(requests), ...queryParameters(requests)]
  const parameters = sent.filter((parameter) => !declared.has(`${parameter.in} ${parameter.name}`))
  const requestBody = operation['requestBody'] ?? bodyOf(requests)
  return {
    parameters: [...own, ...parameters],
    ...(requestBody === undefined ? {} : { requestBody }),
  }
}

type Request = NonNullable<ExampleExchange['request']>

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Entry
}

function pathParameters(requests: readonly Request[]): readonly Parameter[] {
  const names = new Set(requests.flatMap(({ params = {} }) => Object.keys(params)))
  return [...names].map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function queryParameters(requests: readonly Request[]): readonly Parameter[] {
  const searches = requests.map(({ search }) => new URLSearchParams(search))
  const names = new Set(searches.flatMap((search) => [...search.keys()]))
  return [...names].map((name) => {
    const isList = searches.some((search) => search.getAll(name).length > 1)
    const schema = isList ? { type: 'array', items: { type: 'string' } } : { type: 'string' }
    return { name, in: 'query', required: false, schema }
  })
}

function bodyOf(requests: readonly Request[]): Entry | undefined {
  const withBody = requests.find(({ body }) => body !== undefined)
  if (withBody === undefined) return undefined
  const given = Object.entries(withBody.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')
  const type = given?.[1].split(';')[0]?.trim() ?? mediaTypeOf(withBody.body)
  return { content: { [type]: { schema: schemaOf(requests.flatMap(({ body }) => fieldsOf(body, type))) } } }
}

/** What an exchange without a content type of its own is sent as. */
export function mediaTypeOf(body: unknown): string {
  return typeof body === 'string' ? 'text/plain' : 'application/json'
}

/** A form as the object it is, any other body as it stands; nothing of no body. */
export function fieldsOf(body: unknown, type: string): readonly unknown[] {
  if (body === undefined) return []
  if (typeof body !== 'string') return [body]
  return [type === 'application/x-www-form-urlencoded' ? Object.fromEntries(new URLSearchParams(body)) : body]
}

/** The schema of all these values; objects are taken to name all their members. */
function schemaOf(values: readonly unknown[]): Entry {
  if (values.every(isObject)) {
    const names = new Set(values.flatMap((value) => Object.keys(value)))
    const properties = [...names].map((name) => {
      const members = values.flatMap((value) => (name in value ? [value[name]] : []))
      return [name, schemaOf(members)] as const
    })
    return { type: 'object', properties: Object.fromEntries(properties) }
  }
  if (values.every((value) => typeof value === 'string')) return { type: 'string' }
  if (values.every((value) => typeof value === 'number')) return { type: 'number' }
  if (values.every((value) => typeof value === 'boolean')) return { type: 'boolean' }
  return values.every(Array.isArray) ? { type: 'array', items: {} } : {}
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
