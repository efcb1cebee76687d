// Arguments: the URL of the bundled authorization-server-child module, the state folder, the port.
const [, , module, folder, port] = process.argv
const { serveUntilKilled } = await import(module)
await serveUntilKilled(folder, Number(port))
