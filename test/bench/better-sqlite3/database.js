// better-sqlite3 with the guarantee that Dalil gives: nothing is told to be kept before it is on disk.
import Database from 'better-sqlite3'

/** Opens a table of settings in a file. */
export function openDatabase(path) {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('create table settings (name text primary key, value text not null)')
  const insert = db.prepare(
    'insert into settings values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  return {
    put: (name, value) => insert.run(name, value),
    /** All of them or none: one wait for the disk for many writes, which the caller has to gather. */
    putAll: db.transaction((rows) => {
      for (const [name, value] of rows) insert.run(name, value)
    }),
    close: () => db.close(),
  }
}
