import { Refusal } from './refusal.js'

/** Genres the shop sorts its books by; `openapi.json` names the same. */
export const genres = ['adventure', 'gothic', 'mystery', 'poetry', 'science-fiction']

/** @typedef {(name: string, value: unknown) => any} ReadField */

/** @type {Record<string, ReadField>} */
const bookFields = {
  title: text(1, 200),
  author: text(1, 200),
  genre: readGenre,
  priceCents: integer(0, 1_000_000),
  stock: integer(0, 100_000),
}

/**
 * A new book without its id.
 *
 * @param {unknown} body
 * @returns {Omit<import('./store.js').Book, 'id'>}
 */
export function readNewBook(body) {
  const fields = readFields(body, bookFields)
  for (const name of ['title', 'author', 'genre', 'priceCents']) requireField(fields, name)
  return /** @type {Omit<import('./store.js').Book, 'id'>} */ ({ stock: 0, ...fields })
}

/**
 * The fields of a book to change, at least one.
 *
 * @param {unknown} body
 * @returns {Partial<import('./store.js').Book>}
 */
export function readBookChange(body) {
  const fields = readFields(body, bookFields)
  if (Object.keys(fields).length === 0) {
    throw new Refusal(400, `Name at least one field to change: ${Object.keys(bookFields).join(', ')}.`)
  }
  return fields
}

/**
 * @param {unknown} body
 * @returns {{ quantity: number, note?: string }}
 */
export function readNewOrder(body) {
  const fields = readFields(body, { quantity: integer(1, 100), note: text(0, 500) })
  requireField(fields, 'quantity')
  return /** @type {{ quantity: number, note?: string }} */ (fields)
}

/**
 * @param {URLSearchParams} query
 * @returns {{ text?: string, genre?: string, inStock?: boolean, limit: number }}
 */
export function readBookQuery(query) {
  return {
    limit: 50,
    ...readQuery(query, { text: text(1, 100), genre: readGenre, inStock: readBoolean, limit: readLimit }),
  }
}

/**
 * @param {URLSearchParams} query
 * @returns {{ limit: number }}
 */
export function readOrderQuery(query) {
  return { limit: 50, ...readQuery(query, { limit: readLimit }) }
}

/**
 * @param {URLSearchParams} query
 * @param {Record<string, ReadField>} known
 * @returns {Record<string, any>}
 */
function readQuery(query, known) {
  for (const name of new Set(query.keys())) {
    if (query.getAll(name).length > 1) throw new Refusal(400, `${name} may be given once.`)
  }
  return readFields(Object.fromEntries(query), known)
}

/**
 * @param {unknown} source
 * @param {Record<string, ReadField>} known
 * @returns {Record<string, any>}
 */
function readFields(source, known) {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) {
    throw new Refusal(400, 'The body must be a JSON object.')
  }
  /** @type {Record<string, any>} */
  const fields = {}
  for (const [name, value] of Object.entries(source)) {
    const read = Object.hasOwn(known, name) ? known[name] : undefined
    if (read === undefined)
      throw new Refusal(400, `${name} is not known; known are ${Object.keys(known).join(', ')}.`)
    fields[name] = read(name, value)
  }
  return fields
}

/**
 * @param {Record<string, unknown>} fields
 * @param {string} name
 * @returns {void}
 */
function requireField(fields, name) {
  if (fields[name] === undefined) throw new Refusal(400, `${name} is missing.`)
}

/**
 * @param {number} least
 * @param {number} most
 * @returns {ReadField}
 */
function text(least, most) {
  return (name, value) => {
    const fits =
      typeof value === 'string' &&
      value.length >= least &&
      value.length <= most &&
      value.trim().length >= least
    if (!fits) throw new Refusal(400, `${name} must be a text of ${least} to ${most} characters.`)
    return value
  }
}

/**
 * @param {number} least
 * @param {number} most
 * @returns {ReadField}
 */
function integer(least, most) {
  return (name, value) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) {
      throw new Refusal(400, `${name} must be a whole number from ${least} to ${most}.`)
    }
    return value
  }
}

/** @type {ReadField} */
function readGenre(name, value) {
  if (typeof value !== 'string' || !genres.includes(value)) {
    throw new Refusal(400, `${name} must be one of ${genres.join(', ')}.`)
  }
  return value
}

/** @type {ReadField} */
function readBoolean(name, value) {
  if (value !== 'true' && value !== 'false') throw new Refusal(400, `${name} must be true or false.`)
  return value === 'true'
}

/** @type {ReadField} */
function readLimit(name, value) {
  const isNumber = typeof value === 'string' && /^\d{1,3}$/.test(value)
  return integer(1, 200)(name, isNumber ? Number(value) : undefined)
}
