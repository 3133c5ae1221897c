// Writes the dashboards into the folder of the first argument, in both forms.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {compact} from './shared/compact_json.mjs';
import {forImport, forProvisioning} from './shared/forms.mjs';
import {workspaceHealth} from './workspace_health.mjs';
import {workspaceServerGroup} from './workspace_server_group.mjs';
import {workspaceSessions} from './workspace_sessions.mjs';

const folder = process.argv[2];
for (const [form, shaped] of Object.entries({provisioning: forProvisioning, import: forImport})) {
  mkdirSync(join(folder, form), {recursive: true});
  for (const dashboard of [workspaceSessions(), workspaceServerGroup(), workspaceHealth()]) {
    writeFileSync(join(folder, form, `${dashboard.uid}.json`), `${compact(shaped(dashboard))}\n`);
  }
}
