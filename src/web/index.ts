/** The web application: what browsers and platforms reach over HTTP. */
export { createApp, type WebOptions } from './app.tsx'
export { createNetworkPace, type NetworkPace } from './chat/network-pace.ts'
export { createTickets, TICKET_MS, type Tickets, type TicketsOptions } from './chat/tickets.ts'
export type { MetricsAccess } from './health.ts'
export { createStaffApp, type StaffEnv, type StaffOptions } from './staff/index.ts'
export { WIDGET_PATH } from './widget/routes.ts'
