// Sallyport over bench/project, served as `sallyport start` serves it. One handler is added to the catalog: `quoteHandler`
// answers the tool call in process, on the plain contract that every built-in handler has.
import { defineHandler, standardCatalog } from '../../dist/index.js'
import { serveProject } from '../../dist/node.js'
import { z } from 'zod'
import { quoteOf } from './quote.js'

const quoteHandler = defineHandler({
  exports: ['quoteHandler'],
  options: z.object({}),
  create: () => async (exchange) => {
    const { symbol, amount } = JSON.parse(await exchange.body.text())
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(quoteOf(symbol, amount)),
    }
  },
})

await serveProject({
  folder: process.env.BENCH_PROJECT ?? new URL('../project', import.meta.url).pathname,
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  publicUrl: undefined,
  environment: process.env,
  alwaysServeIdentity: false,
  catalog: { ...standardCatalog, handlers: [...standardCatalog.handlers, quoteHandler] },
})
