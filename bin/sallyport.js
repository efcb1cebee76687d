#!/usr/bin/env node
import { existsSync } from 'node:fs'

const main = new URL('../dist/cli.js', import.meta.url)
if (!existsSync(main)) {
  console.error('sallyport is not built here yet: run `npm run build` in this folder first.')
  process.exit(1)
}
const { run } = await import(main.href)
await run(process.argv.slice(2))
