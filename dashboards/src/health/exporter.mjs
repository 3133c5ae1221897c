import {MappingType} from '@grafana/grafana-foundation-sdk/dashboard';
import {bad, fixed, fixedByPattern, good} from '../shared/colours.mjs';
import {table, timeline, trend} from '../shared/panels.mjs';
import {keys, largest, once, query, rows} from '../shared/queries.mjs';

const at = 'job=~"$job"';
const ofExporters = (expr) => once(keys.target, `${expr} and on (job, instance) workspace_exporter_build_info{${at}}`);
const process = (name) => ofExporters(`process_${name}{${at}}`);

export const firing = () => table({
  title: 'Alerts that fire', sortBy: 'Alert', width: 12, description: 'Of the rules in dashboards/rules. Each has a runbook of its name.',
  queries: [rows('max by (alertname, severity, project, server_group, identity, instance)'
    + ' (ALERTS{alertname=~"Workspace.+", alertstate="firing", job=~"$job|"})')],
  columns: {
    alertname: 'Alert', severity: 'Severity', project: 'Project', server_group: 'Server group', identity: 'Identity', instance: 'Instance',
  },
  overrides: [{matcher: {id: 'byName', options: 'Alert'}, properties: [
    {id: 'links', value: [{title: 'Runbook', url: '${runbooks}/${__value.text}.md', targetBlank: true}]}]}],
});

export const builds = () => table({
  title: 'Exporters', sortBy: 'Instance', width: 12, description: 'What runs where, and since when.',
  queries: [
    rows(`max by (instance, version, revision) (workspace_exporter_build_info{${at}})`),
    rows(`1000 * max by (instance) (${process('start_time_seconds')})`),
  ],
  columns: {instance: 'Instance', version: 'Version', revision: 'Revision', 'Value #B': 'Started'},
  overrides: [{matcher: {id: 'byName', options: 'Started'}, properties: [{id: 'unit', value: 'dateTimeFromNow'}]}],
});

export const targets = () => timeline({
  title: 'Exporters that Prometheus reaches', height: 5, runbook: 'WorkspaceExporterDown',
  description: 'Red: the scrape failed. No figures come in, and no alert on sessions can fire.',
  mappings: [{type: MappingType.ValueToText, options: {
    0: {text: 'down', color: bad, index: 0}, 1: {text: 'up', color: good, index: 1},
  }}],
  queries: [query(`min by (job, instance) (workspace:target:up{${at}})`, '{{instance}} ({{job}})')],
});

export const scrapes = () => trend({
  title: 'Scrapes by where their figures came from', unit: 'cpm', stacked: true,
  description: 'A minute. collected, shared, cached: fresh figures. stale: the deadline came first. failed: the collection did. rejected: too'
    + ' many scrapes at once.',
  overrides: fixed({collected: 'green', shared: 'semi-dark-green', cached: 'light-green', stale: 'orange', failed: 'red', rejected: 'purple'}),
  queries: [query(`60 * sum by (result) (${once(`${keys.target}, result`,
    `rate(workspace_exporter_scrapes_total{${at}}[$__rate_interval])`)})`, '{{result}}')],
});

export const resources = () => [
  trend({
    title: 'CPU', unit: 'percentunit', width: 8, description: 'Processor time, as a share of one core.',
    queries: [query(ofExporters(`rate(process_cpu_seconds_total{${at}}[$__rate_interval])`), '{{instance}}')],
  }),
  trend({
    title: 'Memory', unit: 'bytes', width: 8, description: 'Resident memory. docs/sizing.md says what to expect.',
    queries: [query(process('resident_memory_bytes'), '{{instance}}')],
  }),
  trend({
    title: 'Threads and files', width: 8, description: 'Threads, and open files as a share of the limit times a hundred.',
    overrides: fixedByPattern({'^threads': 'blue', '^files': 'orange'}),
    queries: [query(process('threads'), 'threads {{instance}}'),
      query(`100 * ${process('open_fds')} / ${process('max_fds')}`, 'files % {{instance}}')],
  }),
];

export const identityRest = () => [
  trend({
    title: 'Until the token expires', unit: 's', width: 12, runbook: 'WorkspaceTokenNearExpiry',
    description: 'By identity; renewed with 30 minutes left (temporary keys 40, short-lived ones later). Absent for token files and permanent keys.',
    queries: [query(largest(20, 'identity', `min by (identity) (workspace_identity:token_remaining:seconds{${at}})`), '{{identity}}')],
  }),
  trend({
    title: 'Clock skew', unit: 's', width: 12, runbook: 'WorkspaceSignInRefused',
    description: 'Our clock minus the API\'s. Beyond five minutes signatures are refused.',
    queries: [query(largest(20, 'identity', `max by (identity) (abs(huaweicloud_workspace_clock_skew_seconds{${at}}))`), '{{identity}}')],
  }),
];
