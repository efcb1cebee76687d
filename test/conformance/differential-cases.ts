import { metaKeys } from '../../src/mcp/protocol/revisions.ts'
import { modernHeaders, modernMessage } from '../support/mcp-world.ts'

/** One request that both servers are asked. */
export interface Case {
  readonly what: string
  readonly init: RequestInit
}

type Params = Record<string, unknown>
type Headers = Record<string, string>

const both = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

function post(what: string, body: unknown, headers: Headers = {}): Case {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { what, init: { method: 'POST', headers: { ...both, ...headers }, body: text } }
}

function ask(what: string, method: string, params?: Params, headers: Headers = {}): Case {
  return post(`legacy: ${what}`, { jsonrpc: '2.0', id: 7, method, params }, headers)
}

function call(what: string, params: Params, headers: Headers = {}): Case {
  return ask(what, 'tools/call', params, headers)
}

function modern(what: string, method: string, params: Params = {}, headers: Headers = {}): Case {
  const given = { ...modernHeaders(method, params), ...headers }
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  return post(`modern: ${what}`, modernMessage(method, params), sent)
}

const clientInfo = { name: 'a client', version: '1.0.0' }

function initialize(what: string, protocolVersion: unknown, headers: Headers = {}): Case {
  return ask(what, 'initialize', { protocolVersion, capabilities: {}, clientInfo }, headers)
}

const ping = { jsonrpc: '2.0', id: 7, method: 'ping' }
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' }
const sum = { name: 'add', arguments: { a: 1, b: 2 } }

const completion = { ref: { type: 'ref/prompt', name: 'greet' }, argument: { name: 'name', value: 'E' } }

const legacyCases: readonly Case[] = [
  ...['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'].map((version) =>
    initialize(`initialize of ${version}`, version),
  ),
  initialize('initialize of an unknown revision', '1999-01-01'),
  initialize('initialize of the modern revision', '2026-07-28'),
  initialize('initialize under the modern header', '2025-11-25', { 'mcp-protocol-version': '2026-07-28' }),
  ask('initialize without a revision', 'initialize', { capabilities: {}, clientInfo }),
  ask('ping', 'ping'),
  post('legacy: ping with a text as id', { ...ping, id: 'seven' }),
  ask('tools/list without initialize', 'tools/list'),
  ask('tools/list in a stale session', 'tools/list', {}, { 'mcp-session-id': 'stale' }),
  ask('tools/list with a revision header', 'tools/list', {}, { 'mcp-protocol-version': '2025-06-18' }),
  ask(
    'tools/list with an unknown revision header',
    'tools/list',
    {},
    { 'mcp-protocol-version': '1999-01-01' },
  ),
  ask('tools/list with an unknown cursor', 'tools/list', { cursor: 'nowhere' }),
  call('a call', sum),
  call('a call with unknown _meta', { ...sum, _meta: { 'com.example/a': 1 } }),
  call('a call that fails', { name: 'fail', arguments: {} }),
  call('a call without arguments', { name: 'fail' }),
  call('a call with arguments of the wrong type', { name: 'add', arguments: { a: 1, b: 'two' } }),
  call('a call with an unknown argument', { name: 'add', arguments: { a: 1, b: 2, c: 3 } }),
  call('a call without a required argument', { name: 'add', arguments: { a: 1 } }),
  call('a call with a list of arguments', { name: 'add', arguments: [1, 2] }),
  call('a call with null for arguments', { name: 'fail', arguments: null }),
  call('a call that tells of its progress', { name: 'work', _meta: { progressToken: 'p' } }),
  ask('logging/setLevel', 'logging/setLevel', { level: 'error' }),
  ask('logging/setLevel of no level', 'logging/setLevel', { level: 'loud' }),
  call('a call of an unknown tool', { name: 'subtract', arguments: {} }),
  call('a call of a tool named like a method of objects', { name: 'constructor', arguments: {} }),
  call('a call of no tool', {}),
  ask('prompts/list', 'prompts/list'),
  ask('a prompt', 'prompts/get', { name: 'greet', arguments: { name: 'Emma' } }),
  ask('a prompt without a required argument', 'prompts/get', { name: 'greet', arguments: {} }),
  ask('an unknown prompt', 'prompts/get', { name: 'insult' }),
  ask('no prompt', 'prompts/get', {}),
  ask('resources/list', 'resources/list'),
  ask('resources/templates/list', 'resources/templates/list'),
  ask('a resource', 'resources/read', { uri: 'shop://terms' }),
  ask('a resource of a template', 'resources/read', { uri: 'shop://books/7' }),
  ask('an unknown resource', 'resources/read', { uri: 'shop://nothing' }),
  ask('a resource without an address', 'resources/read', {}),
  ask('a completion nobody offers', 'completion/complete', completion),
  ask('an unknown method', 'tools/forget'),
  ask('a method of the modern revision', 'subscriptions/listen'),
  post('legacy: notifications/initialized', initialized),
  post('legacy: an unknown notification', { jsonrpc: '2.0', method: 'notifications/whatever' }),
  post('legacy: a response', { jsonrpc: '2.0', id: 7, result: {} }),
  post('legacy: a batch', [ping]),
  post('legacy: a batch under 2025-03-26', [ping, initialized], { 'mcp-protocol-version': '2025-03-26' }),
  post('legacy: a batch of notifications', [initialized], { 'mcp-protocol-version': '2025-03-26' }),
  post('legacy: an empty batch', [], { 'mcp-protocol-version': '2025-03-26' }),
]

const meta = { [metaKeys.protocolVersion]: '2026-07-28', [metaKeys.clientCapabilities]: {} }
const listHeaders: Headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' }
const list = { jsonrpc: '2.0', id: 7, method: 'tools/list' }

const canElicit = { [metaKeys.clientCapabilities]: { elicitation: {} } }
const answered = {
  name: 'ask',
  inputResponses: { who: { action: 'accept', content: { name: 'Emma' } } },
}

const modernCases: readonly Case[] = [
  modern('server/discover', 'server/discover'),
  modern('tools/list', 'tools/list'),
  modern('tools/list with an unknown cursor', 'tools/list', { cursor: 'nowhere' }),
  modern('a call', 'tools/call', sum),
  modern('a call with a wrapped name', 'tools/call', sum, { 'mcp-name': '=?base64?YWRk?=' }),
  modern('a call that may report progress', 'tools/call', { ...sum, _meta: { progressToken: 'p' } }),
  modern('a call with unknown _meta', 'tools/call', { ...sum, _meta: { 'com.example/a': 1 } }),
  modern('a call that fails', 'tools/call', { name: 'fail', arguments: {} }),
  modern('a call with arguments of the wrong type', 'tools/call', { name: 'add', arguments: { a: 'one' } }),
  modern('a call with a list of arguments', 'tools/call', { name: 'add', arguments: [1, 2] }),
  modern('a call that tells of its progress', 'tools/call', { name: 'work', _meta: { progressToken: 'p' } }),
  modern('a call that logs', 'tools/call', { name: 'work', _meta: { [metaKeys.logLevel]: 'info' } }),
  modern('a call that logs too little', 'tools/call', {
    name: 'work',
    _meta: { [metaKeys.logLevel]: 'error' },
  }),
  modern('a call that logs unasked', 'tools/call', { name: 'work' }),
  modern('an unknown log level', 'tools/call', { name: 'work', _meta: { [metaKeys.logLevel]: 'loud' } }),
  modern('a call that asks', 'tools/call', { name: 'ask', _meta: canElicit }),
  modern('a call that got its answer', 'tools/call', { ...answered, _meta: canElicit }),
  modern('a call that got another answer', 'tools/call', {
    ...answered,
    inputResponses: { whom: { action: 'accept', content: { name: 'Emma' } } },
    _meta: canElicit,
  }),
  modern('a call that asks a client that cannot answer', 'tools/call', { name: 'ask' }),
  modern('answers that are none', 'tools/call', { name: 'ask', inputResponses: 5, _meta: canElicit }),
  modern('a call of an unknown tool', 'tools/call', { name: 'subtract', arguments: {} }),
  modern('prompts/list', 'prompts/list'),
  modern('a prompt', 'prompts/get', { name: 'greet', arguments: { name: 'Emma' } }),
  modern('a prompt without a required argument', 'prompts/get', { name: 'greet', arguments: {} }),
  modern('an unknown prompt', 'prompts/get', { name: 'insult' }),
  modern('resources/list', 'resources/list'),
  modern('resources/templates/list', 'resources/templates/list'),
  modern('a resource', 'resources/read', { uri: 'shop://terms' }),
  modern('a resource of a template', 'resources/read', { uri: 'shop://books/7' }),
  modern('an unknown resource', 'resources/read', { uri: 'shop://nothing' }),
  modern('resources/subscribe', 'resources/subscribe', { uri: 'shop://terms' }),
  modern('a completion nobody offers', 'completion/complete', completion),
  modern('an unknown method', 'tools/forget'),
  modern('initialize', 'initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }),
  modern('ping', 'ping'),
  modern('logging/setLevel', 'logging/setLevel', { level: 'info' }),
  modern('no method header', 'tools/list', {}, { 'mcp-method': '' }),
  modern('another method header', 'tools/list', {}, { 'mcp-method': 'tools/call' }),
  modern('a method header in other letters', 'tools/list', {}, { 'mcp-method': 'Tools/List' }),
  modern('no version header', 'tools/list', {}, { 'mcp-protocol-version': '' }),
  modern('another version header', 'tools/list', {}, { 'mcp-protocol-version': '2025-11-25' }),
  modern('no name header', 'tools/call', sum, { 'mcp-name': '' }),
  modern('another name header', 'tools/call', sum, { 'mcp-name': 'fail' }),
  modern('a name header that cannot be read', 'tools/call', sum, { 'mcp-name': '=?base64?%%?=' }),
  modern(
    'an unknown revision',
    'tools/list',
    { _meta: { [metaKeys.protocolVersion]: '2030-01-01' } },
    { 'mcp-protocol-version': '2030-01-01' },
  ),
  modern('capabilities that are no object', 'tools/list', { _meta: { [metaKeys.clientCapabilities]: 5 } }),
  post('modern: no _meta', list, listHeaders),
  post(
    'modern: no revision in _meta',
    { ...list, params: { _meta: { [metaKeys.clientCapabilities]: {} } } },
    listHeaders,
  ),
  post(
    'modern: no capabilities in _meta',
    { ...list, params: { _meta: { [metaKeys.protocolVersion]: '2026-07-28' } } },
    listHeaders,
  ),
  post('modern: a batch', [{ ...list, params: { _meta: meta } }], listHeaders),
  post(
    'modern: a notification',
    { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } },
    { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'notifications/cancelled' },
  ),
  post('modern: a response', { jsonrpc: '2.0', id: 7, result: {} }, { 'mcp-protocol-version': '2026-07-28' }),
  { what: 'modern: GET', init: { method: 'GET', headers: { accept: 'text/event-stream', ...listHeaders } } },
]

const httpCases: readonly Case[] = [
  { what: 'http: GET', init: { method: 'GET', headers: { accept: 'text/event-stream' } } },
  { what: 'http: DELETE', init: { method: 'DELETE', headers: { 'mcp-session-id': 'stale' } } },
  { what: 'http: PUT', init: { method: 'PUT', headers: both, body: JSON.stringify(ping) } },
  post('http: no JSON', '{'),
  post('http: no body', ''),
  post('http: a number', 5),
  post('http: null', null),
  post('http: no jsonrpc', { id: 7, method: 'ping' }),
  post('http: another jsonrpc', { ...ping, jsonrpc: '1.0' }),
  post('http: null as id', { ...ping, id: null }),
  post('http: a list of params', { ...ping, params: [1] }),
  post('http: a number as method', { ...ping, method: 5 }),
  post('http: members nobody knows', { ...ping, extra: true }),
  post('http: text/plain', ping, { 'content-type': 'text/plain' }),
  post('http: a form, as curl sends by default', ping, {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  post('http: accepting JSON alone', ping, { accept: 'application/json' }),
  post('http: accepting anything', ping, { accept: '*/*' }),
  post('http: a foreign origin', ping, { origin: 'https://evil.example' }),
  post('http: an opaque origin', ping, { origin: 'null' }),
  post('http: an origin of this machine', ping, { origin: 'http://localhost:6274' }),
]

/** Everything both servers are asked, in both eras. */
export const cases: readonly Case[] = [...legacyCases, ...modernCases, ...httpCases]
