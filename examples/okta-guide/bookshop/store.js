import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * @typedef {object} Book
 * @property {string} id
 * @property {string} title
 * @property {string} author
 * @property {string} genre
 * @property {number} priceCents
 * @property {number} stock
 */

/**
 * @typedef {object} Order
 * @property {string} id
 * @property {string} bookId
 * @property {number} quantity
 * @property {number} totalCents
 * @property {string} [note]
 * @property {string} createdAt
 */

/**
 * @typedef {object} Shop
 * @property {readonly Book[]} books
 * @property {readonly Order[]} orders The newest last.
 */

/**
 * @typedef {object} ShopStore
 * @property {() => Shop} read The shop as it was last written.
 * @property {<T>(change: (shop: Shop) => { shop: Shop, answer: T }) => Promise<T>} update
 *   Applies a change; when the promise resolves, the change survives a crash. Changes run one after the other.
 */

/**
 * Opens the shop kept in a JSON file, or a new one with the given books.
 *
 * @param {string} file
 * @param {readonly Book[]} seedBooks
 * @returns {Promise<ShopStore>}
 */
export async function openShopStore(file, seedBooks) {
  await mkdir(dirname(file), { recursive: true })
  let current = (await readShop(file)) ?? { books: seedBooks, orders: [] }
  /** @type {Promise<unknown>} */
  let last = Promise.resolve()
  return {
    read: () => current,
    update(change) {
      const turn = last.then(async () => {
        const { shop, answer } = change(current)
        await writeShop(file, shop)
        current = shop
        return answer
      })
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

/**
 * @param {string} file
 * @returns {Promise<Shop | undefined>}
 */
async function readShop(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Error(`${file} cannot be read as the bookshop's data; move it away to begin anew.`, {
      cause: error,
    })
  }
}

/**
 * Writes beside the file and renames over it, so that a crash leaves the old shop or the new one, never half of one.
 *
 * @param {string} file
 * @param {Shop} shop
 * @returns {Promise<void>}
 */
async function writeShop(file, shop) {
  const beside = `${file}.next`
  const handle = await open(beside, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(shop))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
