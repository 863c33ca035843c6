import type { MeshDetail } from './analyzer';

/** A finding of `istioctl analyze` about something that is right: the code stays, and the message says why it need not be heeded. */
export function falseAlarm(detail: MeshDetail, why: string): MeshDetail {
  return {
    ...detail,
    severity: 'info',
    message: `${detail.message}. istioctl analyze reports it, but ${why}`,
    fix: 'nothing has to change for Istio; where istioctl is part of a pipeline, suppress its code on this resource',
  };
}
