#pragma once

#include <string>
#include <utility>

#include "config/web/web_config.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {

struct ReadWebConfigResult {
  WebConfig config = {};
  Faults faults = {};
};

/// What is read of that text in conf/web.yaml, beside a certificate, a key and a CA.
inline ReadWebConfigResult ReadWebConfigOf(const std::string& yaml) {
  const FakeFileReader files({{"conf/web.yaml", yaml},
                              {"conf/cert.pem", "certificate"},
                              {"conf/key.pem", "key"},
                              {"conf/ca.pem", "ca"},
                              {"/etc/key.pem", "key"}});
  ReadWebConfigResult result;
  result.config = ReadWebConfig({.value = "conf/web.yaml", .named = "--web_config_file"}, files, result.faults);
  return result;
}

}  // namespace workspace_exporter
