import { createServer } from 'node:http'

/**
 * Listens on a free loopback port, hands over whole bodies and prints the URL as one JSON line.
 *
 * @param {(body: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => unknown} answer
 * @returns {void}
 */
export function serve(answer) {
  const server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => answer(Buffer.concat(chunks).toString('utf8'), request, response))
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    console.log(JSON.stringify({ url: `http://127.0.0.1:${port}/` }))
  })
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} text
 * @returns {void}
 */
export function sendJson(response, text) {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
