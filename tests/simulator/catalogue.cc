#include "simulator/catalogue.h"

#include <algorithm>

#include <fmt/format.h>

#include "simulator/hostile_texts.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::string_view kGroupNames[] = {"Design CAD",   "Finance Office", "Call Centre", "R&D Linux Tools",
                                            "Browser Farm", "SAP Clients",    "Training 2",  "Contractors"};
constexpr std::string_view kClientTypes[] = {
    "Windows 10 Enterprise", "Windows 11 Pro", "Mac", "Android", "UOS 20", "Windows 10"};
struct KnownFailure {
  std::string_view code;
  std::string_view reason;
};
// The service documents no list: forms that were seen, and made up ones like them.
constexpr KnownFailure kFailures[] = {{"WKS.00180021", "authenticate failed"},
                                      {"WKS.00180107", "no app server is available in the server group"},
                                      {"500", "internal error"},
                                      {"WKS.0001", "connect to app server timed out"},
                                      {"WKS.00180302", "the heartbeat of the app server was lost"}};

/// One of the fixed names, with a number once they are used up.
template <std::size_t size>
std::string Numbered(const std::string_view (&names)[size], std::size_t index) {
  const std::string_view name = names[index % size];
  return index < size ? std::string(name) : fmt::format("{} {}", name, index / size + 1);
}

/// Neighbours in the table of hostile texts are of one sort: a few groups shall get several sorts.
std::size_t Spread(std::size_t index, std::size_t size) { return (index * 13 + 5) % size; }

void AddGroups(Catalogue& catalogue, const Settings& settings, Random& random) {
  const std::vector<Text> hostile = HostileTexts();
  for (std::size_t index = 0; index < static_cast<std::size_t>(settings.server_groups); ++index) {
    Group group{.id = random.Hex(32), .names = {}};
    const std::string name = Numbered(kGroupNames, index);
    if (index < static_cast<std::size_t>(settings.renamed_groups)) group.names.push_back(MakeText(name + " (old)"));
    group.names.push_back(settings.hostile ? hostile[Spread(index, hostile.size())] : MakeText(name));
    catalogue.groups.push_back(std::move(group));
  }
}

void AddClientTypes(Catalogue& catalogue, const Settings& settings) {
  const std::vector<Text> hostile = HostileTexts();
  for (std::size_t index = 0; index < static_cast<std::size_t>(settings.client_types); ++index) {
    const bool plain = !settings.hostile || index % 2 == 0;
    catalogue.client_types.push_back(plain ? MakeText(Numbered(kClientTypes, index))
                                           : hostile[Spread(index + 3, hostile.size())]);
  }
}

void AddFailures(Catalogue& catalogue, const Settings& settings) {
  catalogue.failures = {{.code = MakeText(""), .reason = ""},
                        {.code = MakeText("WKS.00000000"), .reason = "success"},
                        {.code = MakeText("success"), .reason = "success"}};
  catalogue.first_failure = catalogue.failures.size();
  for (const KnownFailure& known : kFailures) {
    catalogue.failures.push_back(
        {.code = MakeText(known.code), .reason = std::string(known.reason), .is_failure = true});
  }
  if (!settings.hostile) return;
  for (const Text& text : HostileTexts()) {
    if (!text.text.empty()) catalogue.failures.push_back({.code = text, .reason = "\\u0007 odd", .is_failure = true});
  }
}

void AddUsers(Catalogue& catalogue, const Settings& settings) {
  const std::vector<Text> hostile = HostileTexts();
  for (std::size_t index = 0; index < static_cast<std::size_t>(settings.users); ++index) {
    const bool odd = settings.hostile && index % 10 == 9 && !hostile[index / 10 % hostile.size()].text.empty();
    catalogue.users.push_back(odd ? hostile[index / 10 % hostile.size()]
                                  : MakeText(fmt::format("user{:04}@corp{}.example.com", index, index % 3)));
  }
}

Machine MakeMachine(std::string name, std::size_t index, Random& random) {
  return {.name = std::move(name),
          .sid = fmt::format("S-1-5-21-{}-{}-{}-{}", random.Below(4'000'000'000), random.Below(4'000'000'000),
                             random.Below(4'000'000'000), 1100 + index),
          .ip = fmt::format("10.{}.{}.{}", 16 + index / 62500, index / 250 % 250, 2 + index % 250)};
}

}  // namespace

Catalogue MakeCatalogue(const Settings& settings, Random& random) {
  Catalogue catalogue;
  AddGroups(catalogue, settings, random);
  AddClientTypes(catalogue, settings);
  AddFailures(catalogue, settings);
  AddUsers(catalogue, settings);
  for (std::size_t index = 0; index < static_cast<std::size_t>(settings.machines); ++index) {
    std::string name = "APS-";
    while (name.size() < 14) name.push_back("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[random.Below(36)]);
    catalogue.machines.push_back(MakeMachine(std::move(name), index, random));
  }
  return catalogue;
}

std::size_t FindOrAddGroup(Catalogue& catalogue, std::string_view id) {
  const auto found = std::ranges::find(catalogue.groups, id, &Group::id);
  const auto index = static_cast<std::size_t>(found - catalogue.groups.begin());
  if (found == catalogue.groups.end()) catalogue.groups.push_back({.id = std::string(id), .names = {}});
  return index;
}

std::size_t FindOrAdd(std::vector<Text>& texts, std::string_view text) {
  const auto found = std::ranges::find(texts, text, &Text::text);
  const auto index = static_cast<std::size_t>(found - texts.begin());
  if (found == texts.end()) texts.push_back(MakeText(text));
  return index;
}

std::size_t FindOrAddFailure(Catalogue& catalogue, std::string_view code) {
  auto& failures = catalogue.failures;
  const auto found =
      std::ranges::find(failures, code, [](const Failure& failure) -> const std::string& { return failure.code.text; });
  const auto index = static_cast<std::size_t>(found - failures.begin());
  if (found == failures.end()) failures.push_back({.code = MakeText(code), .reason = "failed", .is_failure = true});
  return index;
}

std::size_t FindOrAddMachine(Catalogue& catalogue, std::string_view name) {
  const auto found = std::ranges::find(catalogue.machines, name, &Machine::name);
  const auto index = static_cast<std::size_t>(found - catalogue.machines.begin());
  if (found != catalogue.machines.end()) return index;
  Random random(index);
  catalogue.machines.push_back(MakeMachine(std::string(name), index, random));
  return index;
}

}  // namespace workspace_exporter::simulator
