import { type ServerType, serve } from '@hono/node-server'
import type { Config } from '../config.ts'
import { DalilError, messageOf } from '../errors.ts'

/** A port that is listened at. */
export interface Listening {
  readonly port: number
  /** Takes no further connection. */
  close(): void
  /** Ends the connections that are still open. */
  hangUp(): void
}

/** Opens the port of the settings; where they say 0, any that is free. */
export function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  config: Pick<Config, 'host' | 'port'>,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, ({ port }) => {
      resolve({ port, close: () => void server.close(), hangUp: () => hangUp(server) })
    })
    server.once('error', (cause) => {
      const inUse = 'code' in cause && cause.code === 'EADDRINUSE'
      const message = inUse
        ? `Port ${config.port} is in use; stop the other program or set PORT to another number.`
        : `The web server could not start on ${config.host}:${config.port}: ${messageOf(cause)}.`
      reject(new DalilError(inUse ? 'web:port_in_use' : 'web:not_started', message, { cause }))
    })
  })
}

function hangUp(server: ServerType): void {
  if ('closeAllConnections' in server) server.closeAllConnections()
}
