import { allHostsFirst } from './all-hosts-first';
import { atLeastOneServer } from './at-least-one-server';
import { hostClash } from './host-clash';
import { nameIsALabel } from './name-is-a-label';
import { redirectOnHttpOnly } from './redirect-on-http-only';
import { serverBind } from './server-bind';
import { serverHost } from './server-host';
import { serverPort } from './server-port';
import { serverTls } from './server-tls';
import { tlsByProtocol } from './tls-by-protocol';
import { uniquePortNames } from './unique-port-names';

/** The rules of Gateway. */
export const rules = [
  allHostsFirst, atLeastOneServer, hostClash, nameIsALabel, redirectOnHttpOnly, serverBind, serverHost, serverPort, serverTls,
  tlsByProtocol, uniquePortNames,
].flat();
