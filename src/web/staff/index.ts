/** The staff workspace: signing in, people, the own account, the questions that people passed on. */
export { createStaffApp } from './app.tsx'
export { RULES } from './rules.ts'
export type { StaffEnv } from './workspace.ts'
