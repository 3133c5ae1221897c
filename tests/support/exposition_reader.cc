#include "support/exposition_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <stdexcept>

#include "support/exposition_line.h"

namespace workspace_exporter {
namespace {

ReadSample Sample(ExpositionLine& line) {
  ReadSample sample{.name = line.Name()};
  if (line.Skip("{")) {
    do {
      const std::string name = line.Name();
      line.Expect("=\"");
      line.Check(sample.labels.emplace(name, line.Unescaped(true)).second);
      line.Expect("\"");
    } while (line.Skip(","));
    line.Expect("}");
  }
  line.Expect(" ");
  sample.value = line.Word();
  if (line.Skip(" ")) sample.timestamp = line.Word();
  line.ExpectEnd();
  return sample;
}

bool IsNumber(std::string_view text) {
  if (text == "+Inf" || text == "-Inf" || text == "NaN") return true;
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool has_digit = text.find_first_of("0123456789") != std::string_view::npos;  // else it may be "inf"
  return has_digit && fault == std::errc() && end == text.data() + text.size();
}

/// Milliseconds without a fraction, or seconds.
bool IsTimestamp(std::string_view text, Format format) {
  return text.empty() || (IsNumber(text) && text.find_first_of("eIN") == std::string_view::npos &&
                          (format == Format::kOpenMetrics || text.find('.') == std::string_view::npos));
}

/// The label without which a sample of that name and type is none; empty where there is no such label.
std::string_view BoundOf(std::string_view type, std::string_view suffix) {
  if (type == "histogram" && suffix == "_bucket") return "le";
  return type == "summary" && suffix.empty() ? "quantile" : "";
}

bool Belongs(const ReadSample& sample, const ReadFamily& family, Format format) {
  if (!sample.name.starts_with(family.name)) return false;
  const std::string_view suffix = std::string_view(sample.name).substr(family.name.size());
  const std::string_view bound = BoundOf(family.type, suffix);
  if (!bound.empty())
    return sample.labels.contains(std::string(bound)) && IsNumber(sample.labels.at(std::string(bound)));
  if (family.type == "histogram" || family.type == "summary") return suffix == "_sum" || suffix == "_count";
  return suffix == (family.type == "counter" && format == Format::kOpenMetrics ? "_total" : "");
}

bool IsType(std::string_view type, Format format) {
  constexpr std::array kTypes = {"counter", "gauge", "histogram", "summary"};
  return std::ranges::find(kTypes, type) != kTypes.end() ||
         type == (format == Format::kOpenMetrics ? "unknown" : "untyped");
}

/// Reads line by line; a family begins with its HELP, or its TYPE where it has no help.
class Reader final {
 public:
  explicit Reader(Format format) : format_(format) {}

  void Read(ExpositionLine line) {
    line.Check(!ended_);
    if (line.Skip("# HELP ")) {
      Begin(line);
      families_.back().help = line.Unescaped(format_ == Format::kOpenMetrics);
      line.ExpectEnd();
    } else if (line.Skip("# TYPE ")) {
      ReadType(line);
    } else if (line.Skip("# EOF")) {
      line.ExpectEnd();
      ended_ = true;
    } else {
      ReadSampleOf(line);
    }
  }

  std::vector<ReadFamily> Finish() && {
    const bool whole = families_.empty() || !families_.back().type.empty();
    if (!whole || ended_ != (format_ == Format::kOpenMetrics)) throw std::runtime_error("the page does not end well");
    return std::move(families_);
  }

 private:
  void Begin(ExpositionLine& line) {
    ReadFamily family{.name = line.Name()};
    line.Expect(" ");
    line.Check(names_.insert(family.name).second && (families_.empty() || !families_.back().type.empty()));
    families_.push_back(std::move(family));
  }
  void ReadType(ExpositionLine& line) {
    const bool after_help = !families_.empty() && families_.back().type.empty();
    if (after_help) {
      line.Expect(families_.back().name);
      line.Expect(" ");
    } else {
      Begin(line);
    }
    families_.back().type = line.Word();
    line.ExpectEnd();
    line.Check(IsType(families_.back().type, format_));
  }
  void ReadSampleOf(ExpositionLine& line) {
    ReadSample sample = Sample(line);
    line.Check(IsNumber(sample.value) && IsTimestamp(sample.timestamp, format_));
    line.Check(!families_.empty() && Belongs(sample, families_.back(), format_));
    families_.back().samples.push_back(std::move(sample));
  }

  const Format format_;
  std::vector<ReadFamily> families_;
  std::set<std::string> names_;
  bool ended_ = false;
};

}  // namespace

std::vector<ReadFamily> ReadStrictly(std::string_view page, Format format) {
  Reader reader(format);
  while (!page.empty()) {
    const std::size_t end = page.find('\n');
    if (end == std::string_view::npos) throw std::runtime_error("the last line has no end");
    reader.Read(ExpositionLine(page.substr(0, end)));
    page.remove_prefix(end + 1);
  }
  return std::move(reader).Finish();
}

}  // namespace workspace_exporter
