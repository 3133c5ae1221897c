import {stateColours} from '../shared/colours.mjs';
import {figure, table} from '../shared/panels.mjs';
import {keys, live, now, once, rows} from '../shared/queries.mjs';
import {orangeFrom, redFrom, valueOf} from '../shared/thresholds.mjs';

const byGroup = (expr) => once(keys.group, expr);
const overdue = (at, state) => byGroup(`huaweicloud_workspace_sessions_overdue{${at.groups}, session_state="${state}"}`);
const users = (at) => byGroup(`huaweicloud_workspace_server_group_users{${at.groups}}`);
const servers = (at) => byGroup(`huaweicloud_workspace_servers_in_use{${at.groups}}`);
const failures = (at) => byGroup(`workspace_group:session_failures:increase30m{${at.groups}}`);
const started = (at) => byGroup(`workspace_group:sessions_started:increase30m{${at.groups}}`);

/** The figures of one moment. */
export const figures = (at) => [
  figure({
    title: 'Live sessions', description: 'Active, Disconnected and AppcInit together.',
    queries: [now(`sum(${once(keys.session, `huaweicloud_workspace_sessions{${at.groups}, ${live}}`)})`)],
  }),
  figure({
    title: 'Users', description: 'Distinct users with a live session. A user of several server groups counts in each of them.',
    queries: [now(`sum(${users(at)})`)],
  }),
  figure({
    title: 'Servers in use', description: 'Distinct servers with a live session.',
    queries: [now(`sum(${servers(at)})`)],
  }),
  figure({
    title: 'Failed, last half hour', description: 'Sessions that failed to start, as a share of those that users started.',
    unit: 'percentunit', thresholds: redFrom(valueOf('failure_ratio')), runbook: 'WorkspaceFailureShareHigh',
    queries: [now(`clamp_max(sum(${failures(at)}) / (sum(${started(at)}) > 0), 1)`)],
  }),
  figure({
    title: 'Stuck in AppcInit', description: 'Sessions whose application has been starting for longer than --overdue says.',
    thresholds: redFrom(valueOf('sessions_stuck') + 1), runbook: 'WorkspaceSessionsStuck',
    queries: [now(`sum(${overdue(at, 'AppcInit')})`)],
  }),
  figure({
    title: 'Abandoned', description: 'Sessions that have been Disconnected for longer than --overdue says.',
    thresholds: orangeFrom(valueOf('disconnected_overdue') + 1), runbook: 'WorkspaceDisconnectedPilingUp',
    queries: [now(`sum(${overdue(at, 'Disconnected')})`)],
  }),
];

const link = 'd/workspace-server-group?var-server_group=${__value.text:percentencode}&${datasource:queryparam}'
  + '&${job:queryparam}&${project:queryparam}&${__url_time_range}';

/** A line for each server group, which leads to its dashboard. */
export function groupTable(at) {
  const by = 'sum by (project, server_group, server_group_id)';
  const states = ['Active', 'Disconnected', 'AppcInit'];
  return table({
    title: 'Server groups', height: 10, sortBy: 'Active',
    description: 'Each server group now. Its name leads to its own dashboard.',
    queries: [
      ...states.map((state) => rows(`${by} (${byGroup(`workspace_group_state:sessions:sum{${at.groups}, session_state="${state}"}`)})`)),
      rows(`${by} (${users(at)})`),
      rows(`${by} (${servers(at)})`),
      rows(`${by} (round(${failures(at)}))`),
      rows(`${by} (${overdue(at, 'AppcInit')})`),
      rows(`${by} (${overdue(at, 'Disconnected')})`),
    ],
    columns: {
      project: 'Project', server_group: 'Server group', 'Value #A': 'Active', 'Value #B': 'Disconnected',
      'Value #C': 'AppcInit', 'Value #D': 'Users', 'Value #E': 'Servers', 'Value #F': 'Failed, 30 min', 'Value #G': 'Stuck',
      'Value #H': 'Abandoned',
    },
    overrides: [
      {matcher: {id: 'byName', options: 'Server group'}, properties: [
        {id: 'links', value: [{title: 'This server group', url: link, targetBlank: false}]},
      ]},
      ...states.map((state) => ({matcher: {id: 'byName', options: state}, properties: [
        {id: 'color', value: {mode: 'fixed', fixedColor: stateColours[state]}},
        {id: 'custom.cellOptions', value: {type: 'gauge', mode: 'basic'}},
      ]})),
    ],
  });
}
