#include "config/project_options.h"

#include <functional>

#include <fmt/format.h>

#include "config/endpoint_options.h"
#include "config/files.h"
#include "config/identity_name.h"
#include "config/proxy_options.h"
#include "config/sdk_settings.h"
#include "config/sign_in_options.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

auto Number(int least, int most) {
  return [=](std::string_view text) { return ParseNumber(text, least, most); };
}

auto SpanOf(Milliseconds least) {
  return [=](std::string_view text) { return ParseSpan(text, least); };
}

auto Id(std::size_t most) {
  return [=](std::string_view text) { return CheckId(text, most); };
}

constexpr const char* kNoId = "not an id of at most 64 letters, digits, - and _";
constexpr Milliseconds kSome = Milliseconds(1);
constexpr Milliseconds kNone = Milliseconds(0);

/// A project that is looked up by the region's name has that name in IAM, and here where nobody gave it another.
void ReadNames(SettingReader& settings, ProjectOptions& project) {
  // A token is of one project, and a password sign-in asks for such a token.
  const bool may_look_up = SignsByKeys(project.sign_in);
  if (!settings.IsSet("project_id") && !(may_look_up && settings.IsSet("region"))) {
    settings.Fail("project_id", may_look_up ? "required: the id of the project, or a region to look it up by"
                                            : "required: the id of the project");
  }
  settings.Read("project_id", project.project_id, [&](std::string_view text) {
    Checked<std::string> id = CheckId(text, 64);
    // What stands beside keys may be one of them by mistake: it is not repeated.
    if (!id.problem.empty() && project.sdk_settings.contains("project_id")) id.problem = kNoId;
    return id;
  });
  project.name = settings.IsSet("project_id") ? project.project_id : project.region;
  settings.Read("project", project.name, CheckName);
  settings.Read("identity", project.identity_name, CheckName);
  project.identity = project.identity_name;
}

void ReadCaFile(SettingReader& settings, const FileReader& files, ProjectOptions& project) {
  settings.Read("ca_file", project.ca_file, [&](std::string_view text) -> Checked<std::string> {
    Checked<Secret> file = ReadNamedFile(files, std::string(text), kMostCertificateBytes);
    project.ca_hash = std::hash<std::string_view>()(file.value.Reveal());
    const bool is_pem = file.value.Reveal().find("-----BEGIN ") != std::string_view::npos;
    if (file.problem.empty() && !is_pem) file.problem = "the file holds no certificate in PEM format";
    return {.value = std::string(text), .problem = std::move(file.problem)};
  });
}

void ReadFilters(SettingReader& settings, ProjectOptions& project) {
  settings.Read("app_server_group_id", project.app_server_group_id, Id(64));
  settings.Read("server_group_include", project.server_group_include, CheckPattern);
  settings.Read("server_group_exclude", project.server_group_exclude, CheckPattern);
  settings.Read("lookback", project.lookback, SpanOf(kSome));
  settings.Read("live_lookback", project.live_lookback, SpanOf(kSome));
}

void ReadRequests(SettingReader& settings, ProjectOptions& project) {
  settings.Read("page_size", project.page_size, Number(2, 100));
  settings.Read("concurrency", project.concurrency, Number(1, 64));
  settings.Read("api_quota", project.api_quota, ParseApiQuota);
  settings.Read("request_timeout", project.request_timeout, SpanOf(kSome));
  settings.Read("retries", project.retries, Number(0, 10));
}

void ReadTiming(SettingReader& settings, ProjectOptions& project) {
  settings.Read("min_interval", project.min_interval, SpanOf(kNone));
  settings.Read("max_staleness", project.max_staleness, SpanOf(kSome));
  settings.Read("resync_interval", project.resync_interval, SpanOf(kNone));
}

void ReadSeries(SettingReader& settings, ProjectOptions& project) {
  settings.Read("overdue", project.overdue, ParseOverdue);
  settings.Read("group_by", project.group_by, ParseGroupBy);
  settings.Read("series_limit", project.series_limit, Number(1, 1'000'000));
  settings.Read("series_retention", project.series_retention, SpanOf(kNone));
}

}  // namespace

ProjectOptions ReadProject(SettingReader& settings, const SettingContext& context) {
  ProjectOptions project;
  project.sign_in = ReadSignIn(settings, context);
  AddSdkSettings(settings, context, project);
  ReadEndpoints(settings, context.allow_plain_http, project);
  ReadNames(settings, project);
  ReadProxy(settings, context.environment, project);
  ReadCaFile(settings, context.files, project);
  ReadFilters(settings, project);
  ReadRequests(settings, project);
  ReadTiming(settings, project);
  ReadSeries(settings, project);
  return project;
}

}  // namespace workspace_exporter
