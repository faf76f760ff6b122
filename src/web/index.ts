/** The web application: what browsers and platforms reach over HTTP. */
export { createApp, type WebOptions } from './app.tsx'
export { type Accounts, createAccounts, createStaffApp, type StaffOptions } from './staff/index.ts'
