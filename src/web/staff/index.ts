/** The staff workspace: accounts, and the questions that people passed on. */
export { type Accounts, createAccounts } from './accounts.ts'
export { createStaffApp, type StaffOptions } from './app.tsx'
