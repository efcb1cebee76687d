import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const example = fileURLToPath(new URL('../../examples/okta-guide/', import.meta.url))

interface Bookshop {
  readonly url: string
  readonly process: ChildProcess
}

let folder = ''
let running: ChildProcess[] = []
let shop: Bookshop

const open = async (): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'bookshop-'))
  shop = await startBookshop()
}
const closeAll = (): void => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  rmSync(folder, { recursive: true, force: true })
}

async function startBookshop(): Promise<Bookshop> {
  const child = fork(join(example, 'bookshop/server.js'), {
    env: { ...process.env, PORT: '0', BOOKSHOP_DATA: join(folder, 'shop.json') },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  running.push(child)
  if (child.stdout === null) throw new Error('no stdout')
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: (JSON.parse(line) as { bookshop: string }).bookshop, process: child }
  }
  throw new Error('the bookshop printed no ready line')
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(shop.url + path, { method, ...(body === undefined ? {} : { body: text }) })
  const answer = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: answer === '' ? {} : (JSON.parse(answer) as Record<string, unknown>),
  }
}

const newBook = { title: 'Dracula', author: 'Bram Stoker', genre: 'gothic', priceCents: 900, stock: 3 }

describe('a new bookshop', () => {
  beforeEach(open)
  afterEach(closeAll)

  test('lists, filters and limits the books it starts with', async () => {
    expect((await ask('GET', '/v1/books')).body).toMatchObject({ total: 8 })
    expect((await ask('GET', '/v1/books?limit=2')).body.books).toHaveLength(2)
    expect((await ask('GET', '/v1/books?text=SHELLEY')).body).toMatchObject({
      total: 1,
      books: [{ id: 'frankenstein' }],
    })
    expect((await ask('GET', '/v1/books?genre=science-fiction&inStock=false')).body).toMatchObject({
      total: 1,
      books: [{ id: 'from-the-earth-to-the-moon' }],
    })
  })

  test('adds, reads, changes and deletes a book', async () => {
    const added = await ask('POST', '/v1/books', newBook)
    expect(added).toMatchObject({ status: 201, body: { id: 'dracula', ...newBook } })
    expect((await ask('PATCH', '/v1/books/dracula', { stock: 5 })).body).toEqual({
      id: 'dracula',
      ...newBook,
      stock: 5,
    })
    expect((await ask('GET', '/v1/books/dracula')).body).toMatchObject({ stock: 5 })
    expect((await ask('DELETE', '/v1/books/dracula')).status).toBe(204)
    expect((await ask('GET', '/v1/books/dracula')).status).toBe(404)
  })

  test('takes orders until the stock is gone, also when they come at once', async () => {
    await ask('POST', '/v1/books', newBook)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask('POST', '/v1/books/dracula/orders', { quantity: 1 })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409])
    expect((await ask('GET', '/v1/books/dracula')).body).toMatchObject({ stock: 0 })
    const { body } = await ask('GET', '/v1/orders?limit=2')
    expect(body).toMatchObject({
      total: 3,
      orders: [{ bookId: 'dracula', totalCents: 900 }, { quantity: 1 }],
    })
  })

  test('keeps what it confirmed when it is killed', async () => {
    await ask('POST', '/v1/books', newBook)
    shop.process.kill('SIGKILL')
    await once(shop.process, 'exit')
    shop = await startBookshop()
    expect((await ask('GET', '/v1/books/dracula')).body).toMatchObject(newBook)
  })

  test('describes exactly the operations it has', async () => {
    const { body } = await ask('GET', '/openapi.json')
    expect(body).toEqual(JSON.parse(readFileSync(join(example, 'bookshop/openapi.json'), 'utf8')))
    const paths = body.paths as Record<string, Record<string, unknown>>
    for (const [path, item] of Object.entries(paths)) {
      const methods = Object.keys(item).filter((key) => key !== 'parameters')
      const refused = await ask('PUT', path.replace('{bookId}', 'frankenstein'))
      expect(refused.headers.get('allow')?.toLowerCase().split(', ').sort()).toEqual(methods.sort())
    }
  })

  test('ends when the process that started it lets go, and on SIGTERM', async () => {
    shop.process.disconnect()
    expect(await once(shop.process, 'exit')).toEqual([0, null])
    shop = await startBookshop()
    shop.process.kill('SIGTERM')
    expect(await once(shop.process, 'exit')).toEqual([0, null])
  })
})

describe('what changes nothing', () => {
  beforeAll(open)
  afterAll(closeAll)

  test.each([
    ['GET', '/v1/nothing', 404, 'nothing at /v1/nothing', undefined],
    ['GET', '/v1/books/missing', 404, 'no book with the id missing', undefined],
    ['PUT', '/v1/books', 405, 'GET, POST', {}],
    ['GET', '/v1/books?limit=0', 400, 'limit must be a whole number from 1 to 200', undefined],
    ['GET', '/v1/books?limit=2&limit=3', 400, 'limit may be given once', undefined],
    ['GET', '/v1/books?colour=red', 400, 'colour is not known', undefined],
    ['GET', '/v1/books?genre=cooking', 400, 'genre must be one of', undefined],
    ['POST', '/v1/books', 400, 'not JSON', 'not json'],
    ['POST', '/v1/books', 400, 'must be a JSON object', '[]'],
    ['POST', '/v1/books', 400, 'title is missing', { ...newBook, title: undefined }],
    ['POST', '/v1/books', 400, 'title must be a text', { ...newBook, title: '   ' }],
    ['POST', '/v1/books', 400, 'title must hold a letter', { ...newBook, title: '!!' }],
    ['POST', '/v1/books', 400, 'priceCents must be a whole number', { ...newBook, priceCents: 1.5 }],
    ['POST', '/v1/books', 400, '__proto__ is not known', '{"__proto__": 1}'],
    ['POST', '/v1/books', 409, 'already a book', { ...newBook, title: 'Frankenstein' }],
    ['POST', '/v1/books', 413, 'larger than', `"${'x'.repeat(70_000)}"`],
    ['PATCH', '/v1/books/frankenstein', 400, 'at least one field', {}],
    ['PATCH', '/v1/books/frankenstein', 400, 'id is not known', { id: 'other' }],
    ['POST', '/v1/books/frankenstein/orders', 400, 'quantity must be', { quantity: 0 }],
    ['POST', '/v1/books/frankenstein/orders', 409, 'Only 7 copies', { quantity: 8 }],
  ])('%s %s is refused with %i: %s', async (method, path, status, detail, body) => {
    const answer = await ask(method, path, body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body.detail).toContain(detail)
  })
})
