#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"

namespace workspace_exporter {

/// A value that somebody gave, as text.
struct Setting {
  std::string value = {};  ///< empty: as if it had not been given
  std::string named = {};  ///< how a fault names it, such as "--page_size"
  std::string from = {};   ///< where it stands, such as "WORKSPACE_EXPORTER_PAGE_SIZE"; empty: the command line
};

/// By the flag's name, with underscores and without dashes: "page_size". Names that nobody gave are not there.
using Settings = std::map<std::string, Setting, std::less<>>;

/// Lines for the person who wrote the configuration, each naming the setting and what would be right.
using Faults = std::vector<std::string>;

/// "NAME: PROBLEM (from SOURCE)", on one line of UTF-8 of bounded length, whatever the problem repeats of a value.
std::string FaultLine(const Setting& setting, std::string_view problem);

/// A setting's value, or what is wrong with it and what would be right, for the person who wrote it.
template <typename T>
struct [[nodiscard]] Checked {
  T value = {};
  std::string problem = {};  ///< empty where the value holds
};

// What a fault may add.

/// The name that somebody most likely meant: one or two edits away, or one that begins with what was written. Empty
/// where none is near.
std::string NearestName(std::string_view written, const std::vector<std::string>& names);

/// "; did you mean PREFIXname?", or nothing.
std::string DidYouMean(std::string_view written, const std::vector<std::string>& names, std::string_view prefix);

// Reading settings.

/// The words of a command line without the program's name, or the variables of an environment, `NAME=value`.
using Words = std::span<const char* const>;

/// What the settings of a project are validated against.
struct SettingContext {
  const FileReader& files;
  Words environment = {};
  bool allow_plain_http = false;
};

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
