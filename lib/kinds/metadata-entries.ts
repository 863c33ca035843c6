import { fieldRules } from '../core/field-rules';
import type { Path } from '../core/finding';
import { choices, quote } from '../core/quote';
import { metadataRules } from './metadata-rules';
import type { ManagedFields, ObjectMeta, OwnerReference, ReportRule } from './object-meta';

const MANAGER_BYTES = 128;
const SUBRESOURCE_BYTES = 256;
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** Checks the objects that own this one. */
export function checkOwners(ownerReferences: NonNullable<ObjectMeta['ownerReferences']>, report: ReportRule): void {
  let controller: OwnerReference | undefined;
  for (const [i, owner] of ownerReferences.entries()) {
    if (!owner) continue;
    const at = ['metadata', 'ownerReferences', i];
    checkOwner(owner, at, report);
    if (!owner.controller) continue;
    if (controller) {
      report(metadataRules.owner, [...at, 'controller'], {
        message: `Expected one controller, got a second one beside ${controller.kind} ${quote(controller.name)}`,
        fix: 'leave controller true in one of them only',
      });
    } else controller = owner;
  }
}

function checkOwner({ apiVersion = '', kind = '', name = '', uid = '' }: OwnerReference, at: Path, report: ReportRule): void {
  const fields = { apiVersion, kind, name, uid };
  for (const [field, text] of Object.entries(fields)) {
    if (text === '') report(metadataRules.owner, [...at, field], { message: `Expected the ${field} of the owner, got none` });
  }
  const version = versionOf(apiVersion);
  if (version === '' && apiVersion !== '') {
    report(metadataRules.owner, [...at, 'apiVersion'], { message: `Expected a group and a version like apps/v1, got ${quote(apiVersion)}` });
  }
  if (kind === 'Event' && version === 'v1' && /^\/?v1$/.test(apiVersion)) {
    report(metadataRules.owner, at, { message: 'Expected an owner that stays, got an Event, which the cluster deletes by itself', fix: 'name another owner' });
  }
}

/** The version of an apiVersion as Go reads it; empty when it has none. */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  return parts.length > 2 ? '' : parts[parts.length - 1]!;
}

/** Checks who wrote which fields, as a dump of a cluster has it. */
export function checkManagedFields(managedFields: NonNullable<ObjectMeta['managedFields']>, report: ReportRule): void {
  for (const [i, entry] of managedFields.entries()) if (entry) checkEntry(entry, ['metadata', 'managedFields', i], report);
}

function checkEntry({ operation = '', fieldsType = '', manager = '', subresource = '' }: ManagedFields, at: Path, report: ReportRule): void {
  if (operation !== 'Apply' && operation !== 'Update') {
    report(fieldRules.unknownValue, [...at, 'operation'], { message: `Expected ${choices(['Apply', 'Update'])}, got ${quote(operation)}` });
  }
  if (fieldsType !== '' && fieldsType !== 'FieldsV1') {
    report(fieldRules.unknownValue, [...at, 'fieldsType'], { message: `Expected "FieldsV1", got ${quote(fieldsType)}` });
  }
  checkBytes(manager, MANAGER_BYTES, [...at, 'manager'], report);
  const unprintable = UNPRINTABLE.exec(manager);
  if (unprintable) {
    report(fieldRules.wrongFormat, [...at, 'manager'], { message: `Expected characters that can be printed, got ${quote(unprintable[0])} in ${quote(manager)}` });
  }
  checkBytes(subresource, SUBRESOURCE_BYTES, [...at, 'subresource'], report);
}

function checkBytes(text: string, most: number, at: Path, report: ReportRule): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > most) report(fieldRules.wrongSize, at, { message: `Expected at most ${most} bytes, got ${bytes}` });
}
