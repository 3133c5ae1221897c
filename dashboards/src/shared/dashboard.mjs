import {
  AnnotationQueryBuilder, DashboardBuilder, DashboardCursorSync, DashboardLinkBuilder, DashboardLinkType, RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';

const annotation = (name, colour, expr, title, text) => new AnnotationQueryBuilder().name(name).enable(true).iconColor(colour)
  .datasource({type: 'prometheus', uid: '${datasource}'}).expr(expr).titleFormat(title).textFormat(text);

const annotations = () => [
  annotation('Exporter restarted', 'blue', 'max by (job, instance) (changes(process_start_time_seconds{job=~"$job"}[$__rate_interval])) > 0',
    'Exporter restarted', '{{instance}}'),
  annotation('Alerts', 'red', 'max by (alertname, job, instance, project, exported_project, server_group, identity, exported_identity, failed_code)'
    + ' (ALERTS{alertname=~"Workspace.+", alertstate="firing", job=~"$job|"})',
    '{{alertname}}', '{{project}} {{server_group}} {{identity}} {{failed_code}}'),
];

const links = () => [
  new DashboardLinkBuilder('Workspace').type(DashboardLinkType.Dashboards).tags(['workspace']).asDropdown(true)
    .includeVars(true).keepTime(true),
];

/** A dashboard of these variables and rows; a row is {title, panels}. */
export function dashboard({uid, title, description, variables, rows}) {
  const made = new DashboardBuilder(title).uid(uid).description(description).tags(['workspace', 'huaweicloud']).readonly()
    .time({from: 'now-6h', to: 'now'}).refresh('1m').tooltip(DashboardCursorSync.Crosshair)
    .variables(variables).annotations(annotations()).links(links());
  for (const row of rows) {
    made.withRow(new RowBuilder(row.title));
    row.panels.forEach((panel) => made.withPanel(panel));
  }
  return numbered(made.build());
}

/** Numbers that last, so that a link to a panel does. */
function numbered(built) {
  built.panels.forEach((panel, index) => { panel.id = index + 1; });
  return built;
}
