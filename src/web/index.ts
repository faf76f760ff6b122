/** The web application: what browsers and platforms reach over HTTP. */
export { createApp } from './app.tsx'
export { createNetworkPace } from './chat/network-pace.ts'
export { createTickets, TICKET_MS } from './chat/tickets.ts'
export type { MetricsAccess } from './health.ts'
export { createStaffApp } from './staff/index.ts'
export { WIDGET_PATH } from './widget/routes.ts'
