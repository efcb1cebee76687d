// Argument: the URL of the bundled authorization-server-child module. It is loaded at once, and serves when told to.
const { serveUntilKilled } = await import(process.argv[2])
process.once('message', (options) => {
  serveUntilKilled(options).catch((error) => {
    console.error(error)
    process.exit(1)
  })
})
process.once('disconnect', () => process.exit(0))
