/** Failures of the database and of the two records of the head, in words. */
import { type DossierId } from '../../core/base/ids.js';
import { assertNever, fail, type Problem } from '../../core/base/result.js';
import { type SqlError } from '../sql/port.js';
import { NoReaderRole } from './reader.js';

type Failure = { readonly ok: false; readonly problem: Problem };

/** What the database itself said may hold case content, so only its code is passed on. */
export function databaseProblem(error: SqlError): Failure {
  if (error instanceof NoReaderRole) return noReaderRole(error);
  switch (error.failure) {
    case 'gone':
      return fail('database-gone', 'The database stopped while it worked on this.', {
        fix: 'Do it again. What was acknowledged is safe, and repeating a statement adds nothing.',
      });
    case 'unreachable':
      return fail('database-unreachable', `No PostgreSQL server answers there (${error.state}).`, {
        where: 'DATABASE_URL',
        fix: 'Check the host and port in DATABASE_URL and that the server runs; unset it to use the embedded database.',
      });
    case 'deadline':
      return fail('database-slow', 'The database took too long and was restarted.', {
        fix: 'Do it again; if it happens again, check that the disk has space and run `article33 doctor`.',
      });
    case 'refused':
      if (error.state === '3D000')
        return fail('no-such-database', 'The PostgreSQL server has no database of that name.', {
          where: 'DATABASE_URL',
          fix: 'Create it (`createdb NAME`), or correct the name at the end of DATABASE_URL.',
        });
      if (error.state.startsWith('28'))
        return fail('database-login', 'The PostgreSQL server did not accept the user or password.', {
          where: 'DATABASE_URL',
          fix: 'Correct user and password in DATABASE_URL, and what the server allows in pg_hba.conf.',
        });
      return fail('database-refused', `The database refused a statement (${error.state || 'no code'}).`, {
        fix: 'Run `article33 fsck`; if it finds nothing, this is a fault in the program: please report the code.',
      });
    default:
      return assertNever(error.failure);
  }
}

/** Nothing is read without the role, so that no record is opened without its second lock. */
function noReaderRole({ role, why }: NoReaderRole): Failure {
  const where = 'DATABASE_URL';
  switch (why) {
    case 'missing':
      return fail(
        'no-reader-role',
        'The record is read under a role of its own, and this login may not make it.',
        {
          where,
          fix: `Let an administrator of the server run: CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO the login in DATABASE_URL. Then start again.`,
        },
      );
    case 'not-ours':
      return fail('no-reader-role', 'The record is read under a role that this login may not take on.', {
        where,
        fix: `Let an administrator of the server run: GRANT ${role} TO the login in DATABASE_URL. Then start again.`,
      });
    case 'too-strong':
      return fail('no-reader-role', `The role ${role} may do more than read, so it would protect nothing.`, {
        where,
        fix: `Let an administrator of the server run: ALTER ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS. Then start again.`,
      });
    default:
      return assertNever(why);
  }
}

/** Two records of one log that cannot both be right: nothing is guessed. */
export function headsDiffer(dossier: DossierId, size: number, segments: string): Failure {
  return fail('heads-differ', `The journal and the database hold different entries up to entry ${size}.`, {
    where: `dossier ${dossier}, ${segments}`,
    fix:
      'Nothing was changed. Restore the data directory from a backup. If you are sure of the segments, ' +
      'delete the folder db beside them: it is filled again from them.',
  });
}
