import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { messageOf } from '../../../src/errors.ts'
import { startPostgres } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for PostgreSQL: the answer is the address of a server. */
    readonly postgres: string
  }
}

/**
 * Gives the test files one PostgreSQL for the whole run, started when the first of them asks for it.
 * `DATABASE_URL` names another server; it is taken out of the environment, so that nothing else
 * finds it by accident.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL
  delete process.env.DATABASE_URL
  let started: ReturnType<typeof startPostgres> | undefined
  const find = async () => {
    if (given !== undefined && given !== '') return given
    started ??= startPostgres({ isCareless: true })
    return (await started)?.url
  }
  const desk = createServer((_request, response) => {
    find().then(
      (url) => response.writeHead(url === undefined ? 404 : 200).end(url),
      (error: unknown) => response.writeHead(500).end(messageOf(error)),
    )
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  project.provide('postgres', `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`)
  return async () => {
    desk.closeAllConnections()
    desk.close()
    await (await started)?.stop()
  }
}
