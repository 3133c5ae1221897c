#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "config/checked.h"
#include "config/setting.h"

namespace workspace_exporter {

/// Reads settings one by one and collects what is wrong, so that all faults are told at once. Keeps references to what
/// it is given. Not thread-safe.
class SettingReader final {
 public:
  /// `prefix` stands before the name of a setting that is missing: "--", or the place in a configuration file.
  SettingReader(const Settings& settings, std::string prefix, Faults& faults);

  /// The text as given; empty where it was not.
  std::string_view Text(std::string_view name) const;
  bool IsSet(std::string_view name) const { return !Text(name).empty(); }

  /// A value below all that was given; `from` says where it stands. REQUIRES: the setting is not set.
  void SetBelow(std::string_view name, std::string value, std::string from);

  /// Leaves `value` as it is where the setting was not given or is at fault; false at a fault. `parse` makes a
  /// Checked<T> of the text.
  template <typename T, typename Parse>
  bool Read(std::string_view name, T& value, const Parse& parse) {
    const std::string_view text = Text(name);
    if (text.empty()) return true;
    auto checked = parse(text);
    if (!checked.problem.empty()) return Fail(name, checked.problem);
    value = std::move(checked.value);
    return true;
  }

  /// Always false.
  bool Fail(std::string_view name, std::string_view problem);

 private:
  const Setting* Find(std::string_view name) const;

  const Settings& settings_;
  Settings below_;
  const std::string prefix_;
  Faults& faults_;
};

}  // namespace workspace_exporter
