#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/flag_table.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

enum class FlagSource : std::uint8_t { kCommandLine, kFlagfile, kEnvironment };

/// What a source of flags holds, and what is wrong with it. A flag at fault is not among the settings, but for
/// one that was given twice: its first value is.
struct SourceFlags {
  Settings settings = {};
  Faults faults = {};
  bool is_whole = true;  ///< else a source could not be read: nobody knows which flags are given
};

/// Takes the flags of one source, as they are written there. Values of flags that are not known are never repeated in
/// a fault: they may be secrets. Not thread-safe.
class FlagCollector final {
 public:
  explicit FlagCollector(FlagSource source) : source_(source) {}

  /// `name` as written, without dashes in front; `from` as in Setting.
  void Add(std::string_view name, std::optional<std::string_view> value, const std::string& from);
  void Fail(const Setting& setting, std::string_view problem);

  /// A flag that needs a value, and what is not known: the word that follows is no stray argument then.
  bool TakesValue(std::string_view name) const;

  SourceFlags Take() { return std::move(flags_); }

 private:
  bool MayStandHere(const Flag& flag) const;
  void AddUnknown(std::string_view name, const std::string& from);

  const FlagSource source_;
  SourceFlags flags_;
};

}  // namespace workspace_exporter
