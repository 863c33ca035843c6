import { choices, quote } from '../core/quote';
import type { Severity } from '../core/finding';
import type { Absence } from '../mesh/absence';
import type { Mesh } from '../mesh/mesh';
import type { MeshDetail } from './analyzer';

/** The severity of a finding that rests on what may exist elsewhere; an info is not made then. */
const LOWER: Readonly<Record<Severity, Severity | undefined>> = { error: 'warning', warning: 'info', info: undefined };

/** A finding about something missing as far as the world lets it be sure; undefined when what it misses is taken to exist. */
export function asSure(detail: MeshDetail, byDefault: Severity, mesh: Mesh): MeshDetail | undefined {
  const { missing, ...made } = detail;
  if (!missing) return made;
  const absence = mesh.absenceOf(missing);
  const meant = absence ? withMeant(made, absence) : made;
  if (mesh.world === 'closed') return meant;
  const severity = LOWER[detail.severity ?? byDefault];
  if (absence?.certainty !== 'likely' || severity === undefined) return undefined;
  return { ...meant, severity, message: `${detail.message} (missing among the resources, which have ${absence.beside})` };
}

function withMeant(detail: MeshDetail, { near }: Absence): MeshDetail {
  return near.length === 0 ? detail : { ...detail, fix: `write ${near.length === 1 ? quote(near[0]) : choices(near)}` };
}
