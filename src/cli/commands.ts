import { CONTENT_COMMANDS } from './commands/content.ts'
import { MEASURING_COMMANDS } from './commands/measuring.ts'
import { RUNNING_COMMANDS } from './commands/running.ts'

/** Every command of package.json that this room has, as its `--help` shows it. */
export const COMMANDS = { ...CONTENT_COMMANDS, ...MEASURING_COMMANDS, ...RUNNING_COMMANDS } as const
