// Stuck and abandoned sessions: how many are overdue, which one zombie cannot hide, and since when.
import {ranking, trend} from '../shared/panels.mjs';
import {keys, largest, now, once, query} from '../shared/queries.mjs';
import {limit, limitStyle, steps} from '../shared/thresholds.mjs';

const kinds = {
  AppcInit: {title: 'Stuck in AppcInit', runbook: 'WorkspaceSessionsStuck', threshold: 'sessions_stuck',
    says: 'Sessions whose application has been starting for longer than --overdue says (5 minutes unless set).',
    age: steps([null, 'green'], [300, 'orange'], [1800, 'red'])},
  Disconnected: {title: 'Abandoned: long Disconnected', runbook: 'WorkspaceDisconnectedPilingUp', threshold: 'disconnected_overdue',
    says: 'Sessions without a client for longer than --overdue says (8 hours unless set).',
    age: steps([null, 'green'], [28800, 'orange'], [86400, 'red'])},
};

export function overdue(at, state) {
  const {title, runbook, threshold, says} = kinds[state];
  const count = once(keys.group, `huaweicloud_workspace_sessions_overdue{${at.groups}, session_state="${state}"}`);
  return trend({
    title, runbook, description: `${says} The ten server groups that have most at the end of the range.`, overrides: limitStyle,
    queries: [query(largest(10, 'job, project, server_group_id', count), '{{server_group}}'), limit(threshold)],
  });
}

export function oldest(at, state) {
  const {runbook, age} = kinds[state];
  return ranking({
    title: `Longest in ${state}`, unit: 's', runbook, thresholds: age,
    description: 'How long the session that is longest in this state has been in it, by server group. One that stays for days is a zombie; the'
      + ' count beside it tells whether there are others.',
    queries: [now(`topk(12, time() - min by (server_group)
      (huaweicloud_workspace_oldest_state_change_timestamp_seconds{${at.groups}, session_state="${state}"}))`, '{{server_group}}')],
  });
}
