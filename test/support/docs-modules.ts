const block = /^```ts\n\/\/ (modules\/[\w-]+\.ts)\n([\s\S]*?)^```$/gm

/** The modules a page of the documentation shows, by the path their first line names. */
export function docsModules(page: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...page.matchAll(block)].map(([, path = '', text = '']) => [path, text]))
}
