import type { Config } from '../config.ts'
import type { Clock, Logger } from '../ports/index.ts'
import type { OpenChannels } from './open-channels.ts'

/** What a run is made of besides its settings. */
export interface StartOptions {
  readonly config: Config
  /** The folder of the project, with `content/` and `flows/`. */
  readonly root: string
  /** Further folders that may hold the trained model. */
  readonly modelDirs: readonly string[]
  /** The file that remembers what was parsed. */
  readonly documentCache: string
  readonly clock: Clock
  readonly logger: Logger
  /** The channels to switch on besides the web chat. */
  readonly channels: OpenChannels
  /** Whether changed files take effect while it runs; they do unless said otherwise. */
  readonly watch?: boolean
}
