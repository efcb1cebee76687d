/** What the names of route files end with; a project may mix them. */
export const routeFileEndings = ['.oas.json', '.oas.yaml', '.oas.yml'] as const

/** True for the name of an OpenAPI document that brings routes. */
export function isRouteFileName(name: string): boolean {
  return routeFileEndings.some((ending) => name.endsWith(ending))
}

/** True for a path such as `config/routes.oas.json`; only documents of `config/` itself are route files. */
export function isRouteFile(path: string): boolean {
  return /^config\/[^/]+$/.test(path) && isRouteFileName(path)
}

/** True for names of files that are read as YAML. */
export function isYamlFile(path: string): boolean {
  return /\.ya?ml$/.test(path)
}
