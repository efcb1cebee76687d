// The upstream of the example: a small bookshop. `PORT` (default 9001, 0 = any free one) and `BOOKSHOP_DATA` (the file
// it keeps) come from the environment; one JSON line on stdout says where it listens. It has no authentication of its
// own and therefore listens on loopback only.
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { seedBooks } from './seed-books.js'
import { serveRequest } from './serve-request.js'
import { openShopStore } from './store.js'

const dataFile =
  process.env.BOOKSHOP_DATA ?? fileURLToPath(new URL('../.sallyport/bookshop.json', import.meta.url))
const store = await openShopStore(dataFile, seedBooks)
const server = createServer((request, response) => void serveRequest(store, request, response))

server.on('error', (error) => {
  console.error(
    `The bookshop cannot listen: ${error.message}. Set PORT to another port, or to 0 for any free one.`,
  )
  process.exit(1)
})
server.listen(Number(process.env.PORT ?? 9001), '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) {
    console.log(JSON.stringify({ bookshop: `http://127.0.0.1:${address.port}` }))
  }
})

// Started by another process, the bookshop lives as long as that one: Ctrl-C reaches both at once, and the gateway
// still needs its upstream while it finishes what it has begun.
if (process.connected) {
  process.on('SIGINT', () => undefined)
  process.on('disconnect', () => process.exit(0))
}
process.on('SIGTERM', () => {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
})
