import { ok, refuse, type Result } from '../../foundation/result.ts'
import type { PlannedBody, ToolArguments, ToolPlan, ToolRequest } from './plan.ts'
import { addQueryFields, serializeCookie, serializePath, serializeSimple } from './serialize-parameter.ts'
import { writeBody, type WrittenBody } from './write-body.ts'

/**
 * Fills a tool's plan with the arguments of a call. Arguments that fit the schema but not the wire (an empty path
 * segment, a line break in a header) are refused with a sentence.
 */
export function buildToolRequest(plan: ToolPlan, args: ToolArguments): Result<ToolRequest, string> {
  try {
    return fillPlan(plan, args)
  } catch (error) {
    // encodeURIComponent throws it for half a surrogate pair, which no URL can carry.
    if (error instanceof URIError) return refuse('the arguments hold text that is not valid Unicode')
    if (error instanceof RangeError) return refuse('the arguments are nested too deep')
    throw error
  }
}

function fillPlan(plan: ToolPlan, args: ToolArguments): Result<ToolRequest, string> {
  const params: Record<string, string> = {}
  const path = fillPath(plan, args, params)
  if (!path.ok) return path
  const headers: Record<string, string> = {}
  const refused = fillHeaders(plan, args, headers)
  if (refused !== undefined) return refuse(refused)
  const body = plan.body === undefined ? undefined : fillBody(plan.body, args)
  if (body?.ok === false) return body
  if (body !== undefined) headers['content-type'] = body.value.mediaType
  const search = fillQuery(plan, args)
  if (!search.ok) return search
  const content = body?.value.content
  return ok({ method: plan.method, path: path.value, search: search.value, headers, params, body: content })
}

function fillPath(
  plan: ToolPlan,
  args: ToolArguments,
  params: Record<string, string>,
): Result<string, string> {
  let path = ''
  let hasValues = false
  for (const part of plan.path) {
    if (typeof part === 'string') {
      path += part
      continue
    }
    const value = args[part.argument]
    const text = value === null || value === undefined ? '' : serializePath(part, value, encodeURIComponent)
    if (text === '') return refuse(`/${part.argument} must not be empty: it is part of the path`)
    params[part.name] = serializePath(part, value, asIs)
    path += text
    hasValues = true
  }
  // A segment of dots would move the request to another route (RFC 3986, 5.2.4).
  if (hasValues && dotSegment.test(path))
    return refuse('the arguments must not make a path segment "." or ".."')
  return ok(path)
}

const dotSegment = /\/\.{1,2}(?:\/|$)/

function asIs(text: string): string {
  return text
}

function fillQuery(plan: ToolPlan, args: ToolArguments): Result<string, string> {
  if (plan.query.length === 0) return ok('')
  const query: string[] = []
  for (const planned of plan.query) {
    if (!Object.hasOwn(args, planned.argument)) continue
    const refused = addQueryFields(query, planned, args[planned.argument])
    if (refused !== undefined) return refuse(refused)
  }
  return ok(query.length === 0 ? '' : `?${query.join('&')}`)
}

/** Answers why a value cannot be a header, or nothing. */
function fillHeaders(
  plan: ToolPlan,
  args: ToolArguments,
  headers: Record<string, string>,
): string | undefined {
  for (const planned of plan.headers) {
    const value = Object.hasOwn(args, planned.argument) ? args[planned.argument] : undefined
    if (value === undefined || value === null) continue
    const text = serializeSimple(planned, value, asIs)
    // RFC 9110, 5.5: a field value holds no control characters; one with a line break would end the header.
    if (!headerText.test(text)) return `/${planned.argument} must be text that an HTTP header can hold`
    headers[planned.name] = text
  }
  const cookies: string[] = []
  for (const planned of plan.cookies) {
    const value = Object.hasOwn(args, planned.argument) ? args[planned.argument] : undefined
    if (value === undefined || value === null) continue
    const pairs = serializeCookie(planned, value)
    if (pairs !== '') cookies.push(pairs)
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ')
  return undefined
}

const headerText = /^[\t\x20-\x7e\x80-\xff]*$/

/** The body of a call; undefined when it has none. */
function fillBody(body: PlannedBody, args: ToolArguments): Result<WrittenBody, string> | undefined {
  if (body.argument !== undefined) {
    if (!Object.hasOwn(args, body.argument)) return undefined
    return writeBody(body, args[body.argument])
  }
  const content = body.except === undefined ? args : without(args, body.except)
  return body.required || Object.keys(content).length > 0 ? writeBody(body, content) : undefined
}

function without(args: ToolArguments, except: ReadonlySet<string>): ToolArguments {
  // Without a prototype, an argument named __proto__ is a key like any other.
  const content = Object.create(null) as Record<string, unknown>
  for (const name of Object.keys(args)) if (!except.has(name)) content[name] = args[name]
  return content
}
