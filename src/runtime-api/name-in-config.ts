/** The name of a policy or handler as a value: it runs where project files name it, and code runs it by its name there. */
export interface NameInConfig {
  readonly name: string
  (...uses: never[]): never
  new (...uses: never[]): never
}

/** A value for modules that import the name of a part of the catalog; calling it says what to do instead. */
export function nameInConfig(name: string): NameInConfig {
  const refuse = function (): never {
    throw new TypeError(
      name.endsWith('Handler')
        ? `${name} runs where a route names it as its handler; a module runs that route: context.invokeRoute('/path').`
        : `${name} runs where policies.json names it; a module runs it by that name: context.invokeInboundPolicy('<name>', request) or context.invokeOutboundPolicy('<name>', response, request).`,
    )
  }
  return Object.defineProperty(refuse, 'name', { value: name }) as unknown as NameInConfig
}
