/** The files of a project folder that are configuration, as they were read. Paths are relative to it, with forward slashes. */
export interface ProjectFiles {
  /** Text of each configuration file by its path. */
  readonly texts: ReadonlyMap<string, string>
  /** Paths of everything under `modules/` that a project may import. */
  readonly modulePaths: readonly string[]
}

/** Variables by name; what a project's `$env(NAME)` and `environment` read. */
export type Environment = Readonly<Record<string, string | undefined>>
