import {dashboard} from './shared/dashboard.mjs';
import {forHealth} from './shared/variables.mjs';
import * as api from './health/api.mjs';
import * as collection from './health/collection.mjs';
import * as exporter from './health/exporter.mjs';

export const workspaceHealth = () => dashboard({
  uid: 'workspace-health', title: 'Workspace: exporter and API health', variables: forHealth(),
  description: 'Whether the figures can be trusted: are they fresh and whole, does the API answer, what is left of the quota.',
  rows: [
    {title: 'Can the figures be trusted', panels: [exporter.targets(), collection.up(), collection.age(), exporter.firing(), exporter.builds()]},
    {title: 'Collections', panels: [collection.errors(), collection.duration(), collection.completeness(), collection.corrections(),
      collection.progress(), collection.folded()]},
    {title: 'API', panels: [api.requests(), api.latency(), api.quota(), api.throttled(), api.period(), exporter.scrapes()]},
    {title: 'Identities', panels: exporter.identityRest()},
    {title: 'Process', panels: exporter.resources()},
  ],
});
