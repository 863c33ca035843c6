import { inspect } from 'node:util';
import { ConfigError, renderFinding } from '../core/config-error';
import { InternalError } from '../core/internal-error';
import { MESSAGE, shown, withoutCommands } from '../core/shown';
import { reasonOf } from '../io/read-file';
import { UsageError } from './usage-error';

/** What stopped the command, as it is printed. Only a fault of this package has a stack. */
export function errorText(error: unknown): string {
  if (error instanceof ConfigError) return error.findings.map(renderFinding).join('\n\n');
  if (error instanceof UsageError) return `error: ${shown(error.message, MESSAGE)}`;
  if (isSystemError(error)) return `error: Expected ${expectation(error)}, got ${reasonOf(error)}`;
  // A fault of this package: its stack and its cause are needed to fix it.
  return withoutCommands(inspect(error instanceof InternalError ? error : new InternalError('The command failed', error)));
}

/** An error of the operating system, such as a full disk: a matter of where the command runs. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly syscall: string } {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function expectation({ syscall, path }: NodeJS.ErrnoException): string {
  if (syscall === 'write') return 'an output that can be written';
  if (syscall === 'uv_cwd') return 'a working folder';
  return path === undefined ? `the system to ${syscall}` : `the system to ${syscall} ${shown(path)}`;
}
