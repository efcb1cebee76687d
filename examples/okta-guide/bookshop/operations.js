import { randomUUID } from 'node:crypto'
import { readBookChange, readBookQuery, readNewBook, readNewOrder, readOrderQuery } from './read-input.js'
import { Refusal } from './refusal.js'
import { bookIdOf } from './seed-books.js'

/** @typedef {import('./store.js').Shop} Shop */
/** @typedef {import('./store.js').ShopStore} ShopStore */
/** @typedef {{ status: number, body?: unknown }} Answer */

/**
 * @typedef {object} Operation
 * @property {string} method
 * @property {RegExp} path The id of a book is its group `bookId`.
 * @property {(store: ShopStore, input: OperationInput) => Answer | Promise<Answer>} run
 */

/**
 * @typedef {object} OperationInput
 * @property {string} bookId Empty when the path names no book.
 * @property {URLSearchParams} query
 * @property {unknown} body The parsed JSON body, when the method has one.
 */

const books = /^\/v1\/books$/
const book = /^\/v1\/books\/(?<bookId>[a-z0-9-]{1,80})$/
const bookOrders = /^\/v1\/books\/(?<bookId>[a-z0-9-]{1,80})\/orders$/
const orders = /^\/v1\/orders$/

/** What the bookshop can do; `openapi.json` describes the same. @type {readonly Operation[]} */
export const operations = [
  { method: 'GET', path: books, run: listBooks },
  { method: 'POST', path: books, run: addBook },
  { method: 'GET', path: book, run: getBook },
  { method: 'PATCH', path: book, run: updateBook },
  { method: 'DELETE', path: book, run: deleteBook },
  { method: 'POST', path: bookOrders, run: orderBook },
  { method: 'GET', path: orders, run: listOrders },
]

/** @type {Operation['run']} */
function listBooks(store, { query }) {
  const { text, genre, inStock, limit } = readBookQuery(query)
  const wanted = text?.toLowerCase()
  const found = store
    .read()
    .books.filter(
      (book) =>
        (wanted === undefined || `${book.title}\n${book.author}`.toLowerCase().includes(wanted)) &&
        (genre === undefined || book.genre === genre) &&
        (inStock === undefined || book.stock > 0 === inStock),
    )
  return { status: 200, body: { books: found.slice(0, limit), total: found.length } }
}

/** @type {Operation['run']} */
function addBook(store, { body }) {
  const fields = readNewBook(body)
  const id = bookIdOf(fields.title)
  if (id === '') throw new Refusal(400, 'title must hold a letter or a digit from which an id can be made.')
  return store.update((shop) => {
    if (shop.books.some((known) => known.id === id))
      throw new Refusal(409, `There is already a book with the id ${id}.`)
    const added = { id, ...fields }
    return { shop: { ...shop, books: [...shop.books, added] }, answer: { status: 201, body: added } }
  })
}

/** @type {Operation['run']} */
function getBook(store, { bookId }) {
  return { status: 200, body: findBook(store.read(), bookId) }
}

/** @type {Operation['run']} */
function updateBook(store, { bookId, body }) {
  const change = readBookChange(body)
  return store.update((shop) => {
    const changed = { ...findBook(shop, bookId), ...change }
    return { shop: withBook(shop, changed), answer: { status: 200, body: changed } }
  })
}

/** @type {Operation['run']} */
function deleteBook(store, { bookId }) {
  return store.update((shop) => {
    findBook(shop, bookId)
    const left = shop.books.filter((known) => known.id !== bookId)
    return { shop: { ...shop, books: left }, answer: { status: 204 } }
  })
}

/** @type {Operation['run']} */
function orderBook(store, { bookId, body }) {
  const wanted = readNewOrder(body)
  return store.update((shop) => {
    const ordered = findBook(shop, bookId)
    if (ordered.stock < wanted.quantity)
      throw new Refusal(409, `Only ${ordered.stock} copies of ${bookId} are in stock.`)
    const order = {
      id: randomUUID(),
      bookId,
      totalCents: wanted.quantity * ordered.priceCents,
      createdAt: new Date().toISOString(),
      ...wanted,
    }
    const rest = withBook(shop, { ...ordered, stock: ordered.stock - wanted.quantity })
    return { shop: { ...rest, orders: [...rest.orders, order] }, answer: { status: 201, body: order } }
  })
}

/** @type {Operation['run']} */
function listOrders(store, { query }) {
  const { limit } = readOrderQuery(query)
  const { orders } = store.read()
  return { status: 200, body: { orders: orders.slice(-limit).reverse(), total: orders.length } }
}

/**
 * @param {Shop} shop
 * @param {string} bookId
 * @returns {import('./store.js').Book}
 */
function findBook(shop, bookId) {
  const found = shop.books.find((known) => known.id === bookId)
  if (found === undefined) throw new Refusal(404, `There is no book with the id ${bookId}.`)
  return found
}

/**
 * @param {Shop} shop
 * @param {import('./store.js').Book} changed
 * @returns {Shop}
 */
function withBook(shop, changed) {
  return { ...shop, books: shop.books.map((known) => (known.id === changed.id ? changed : known)) }
}
