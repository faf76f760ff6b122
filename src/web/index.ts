/** The web application: what browsers and platforms reach over HTTP. */
export { createApp, type WebOptions } from './app.tsx'
export { createStaffApp, type StaffEnv, type StaffOptions } from './staff/index.ts'
