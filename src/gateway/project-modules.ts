/** The loaded modules of a project. */
export interface ProjectModules {
  /** Everything a module exports; undefined when the project has no such module. */
  exportsOf(specifier: string): Readonly<Record<string, unknown>> | undefined
}
