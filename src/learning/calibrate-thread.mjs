// A thread does not inherit the loader that reads TypeScript; this registers it there.
import { register } from 'tsx/esm/api'

register()
await import('./calibrate-work.ts')
