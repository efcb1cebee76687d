import { readFileSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { operations } from './operations.js'
import { Refusal } from './refusal.js'

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

const description = readFileSync(new URL('openapi.json', import.meta.url))
const bodyLimit = 64 * 1024

/**
 * Answers one request; every refusal is problem+json.
 *
 * @param {import('./store.js').ShopStore} store
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @returns {Promise<void>}
 */
export async function serveRequest(store, request, response) {
  try {
    const url = readUrl(request)
    if (url.pathname === '/openapi.json') return sendDescription(request, response)
    const { status, body } = await runOperation(store, request, url)
    if (body === undefined) response.writeHead(status).end()
    else send(response, status, 'application/json', body)
  } catch (error) {
    sendProblem(response, error)
  }
}

/**
 * @param {IncomingMessage} request
 * @returns {URL}
 */
function readUrl(request) {
  try {
    return new URL(`http://bookshop.invalid${request.url}`)
  } catch {
    throw new Refusal(400, 'The path cannot be read.')
  }
}

/**
 * @param {import('./store.js').ShopStore} store
 * @param {IncomingMessage} request
 * @param {URL} url
 * @returns {Promise<import('./operations.js').Answer>}
 */
async function runOperation(store, request, url) {
  const onPath = operations.filter((operation) => operation.path.test(url.pathname))
  if (onPath.length === 0) throw new Refusal(404, `There is nothing at ${url.pathname}.`)
  const operation = onPath.find(({ method }) => method === request.method)
  if (operation === undefined) {
    const allow = onPath.map(({ method }) => method).join(', ')
    throw new Refusal(405, `${url.pathname} has ${allow}.`, { allow })
  }
  const bookId = operation.path.exec(url.pathname)?.groups?.bookId ?? ''
  const body = request.method === 'POST' || request.method === 'PATCH' ? await readJson(request) : undefined
  return operation.run(store, { bookId, query: url.searchParams, body })
}

/**
 * @param {IncomingMessage} request
 * @returns {Promise<unknown>}
 */
async function readJson(request) {
  const chunks = []
  let length = 0
  // Left open on refusal: the answer still has to go out over the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > bodyLimit)
      throw new Refusal(413, `The body is larger than ${bodyLimit} bytes.`, { connection: 'close' })
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Refusal(400, 'The body is not JSON.')
  }
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @returns {void}
 */
function sendDescription(request, response) {
  if (request.method !== 'GET') throw new Refusal(405, 'The description can only be read.', { allow: 'GET' })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': description.length })
  response.end(description)
}

/**
 * @param {ServerResponse} response
 * @param {unknown} error
 * @returns {void}
 */
function sendProblem(response, error) {
  if (response.destroyed) return
  if (!(error instanceof Refusal)) console.error(error)
  const refusal =
    error instanceof Refusal ? error : new Refusal(500, 'The bookshop failed; its log says why.')
  const { status, message, headers } = refusal
  const body = { type: 'about:blank', title: STATUS_CODES[status], status, detail: message }
  send(response, status, 'application/problem+json', body, headers)
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} type
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 * @returns {void}
 */
function send(response, status, type, body, headers = {}) {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers })
  response.end(bytes)
}
