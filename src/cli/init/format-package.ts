/** A JSON file as people write it. */
export function formatJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The `package.json` of a new project: private, with this package as its only dependency. */
export function formatPackage(
  name: string,
  dependency: string,
  scripts: Readonly<Record<string, string>>,
): string {
  const dependencies = { sallyport: dependency }
  return formatJson({ name, version: '0.0.0', private: true, type: 'module', scripts, dependencies })
}
