#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "config/project_options.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {

using SettingTexts = std::map<std::string, std::string>;

/// What a test reads options of a project from.
struct ProjectInput {
  SettingTexts settings = {};
  std::vector<const char*> environment = {};
  bool allow_plain_http = false;
};

struct ReadProjectResult {
  ProjectOptions project = {};
  Faults faults = {};
};

inline const FileTexts& SomeFileTexts() {
  static const FileTexts kTexts = {{"token", "MIItoken\n"},
                                   {"key", "HPUAKEY\n"},
                                   {"credentials", "[basic]\nak = A\nsk = S\n"},
                                   {"home/.huaweicloud/credentials", "[basic]\nak = A\nsk = S\n"},
                                   {"two-tokens", "MIIone\nMIItwo\n"},
                                   {"token-with-mark", "MII\xE2\x80\x8Btoken\n"},
                                   {"password", "pass word\n"},
                                   {"password-with-mark", "pass\xE2\x81\xA0word\n"},
                                   {"blank", " \n"},
                                   {"ca.pem", "-----BEGIN CERTIFICATE-----\n"},
                                   {"large", std::string(std::size_t{65} * 1024, 'x')}};
  return kTexts;
}

inline const FakeFileReader& SomeFiles() {
  static const FakeFileReader kFiles(SomeFileTexts());
  return kFiles;
}

/// Settings as a configuration file would give them: no dashes before a name.
inline ReadProjectResult ReadProjectOf(const ProjectInput& input) {
  Settings settings;
  for (const auto& [name, value] : input.settings) settings[name] = {.value = value, .named = name};
  ReadProjectResult result;
  SettingReader reader(settings, "", result.faults);
  result.project = ReadProject(
      reader, {.files = SomeFiles(), .environment = input.environment, .allow_plain_http = input.allow_plain_http});
  return result;
}

/// The least that makes a project, with some settings more, or empty to leave one out.
inline ReadProjectResult ReadProjectWith(SettingTexts more) {
  more.merge(SettingTexts{{"region", "ap-southeast-1"}, {"project_id", "0123456789abcdef"}, {"token_file", "token"}});
  return ReadProjectOf({.settings = std::move(more)});
}

/// A project whose settings of signing in are these alone.
inline ReadProjectResult ReadWithSignIn(SettingTexts more, std::vector<const char*> environment = {}) {
  more.merge(SettingTexts{{"region", "ap-southeast-1"}, {"project_id", "p"}});
  return ReadProjectOf({.settings = std::move(more), .environment = std::move(environment)});
}

}  // namespace workspace_exporter
