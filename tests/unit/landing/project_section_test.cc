#include "landing/project_section.h"

#include <doctest/doctest.h>

#include "landing_fixture.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

std::string Section(const ProjectStatus& status) { return ProjectSection(status, 50, {}); }

TEST_CASE("a project that is well says how old its figures are, and what they are") {
  const std::string section = Section(ProjectOfGroups("a & b", 2));
  CHECK(Has(section, R"(<a href="/?project=a%20%26%20b">a &amp; b</a> <span class="badge good">up</span>)"));
  CHECK(Has(section, "<p>Live sessions listed 3 s ago, all others 4 s ago.</p>"));
  CHECK(Has(section, R"(<li class="state0"><b>3</b> Active</li>)"));
  CHECK(Has(section, R"(<li class="state3"><b>1</b> SignedOut</li>)"));
  CHECK_FALSE(Has(section, "_other"));
  CHECK(Has(section, R"(<rect class="state0" x="0.0" width="750.0" height="10"/><rect class="state3" x="750.0")"));
  CHECK(Has(section, R"(href="/probe?project=a%20%26%20b")"));
}

TEST_CASE("before the first scrape it says what it waits for, and then how far it has come") {
  ProjectStatus status = {.name = "p"};
  CHECK(Has(Section(status), "badge notable\">no figures yet<"));
  CHECK(Has(Section(status), "<p>Waits for a first scrape"));
  CHECK(Has(Section(status), "<b>–</b> Active"));
  status.collecting = true;
  CHECK(Has(Section(status), "Live sessions listed not yet, all others not yet. A collection is under way.</p>"));
  status.pages_planned = 12;
  status.pages_read = 5;
  CHECK(Has(Section(status), "A collection is under way: 5 of 12 pages read.</p>"));
}

TEST_CASE("a failure is told in words, with what it usually comes of, and for how long") {
  ProjectStatus status = ProjectOfGroups("p", 1);
  status.up = false;
  status.last_failure = FailureInWords{.message = "status 403: <no>", .hint = "a policy is missing", .ago = 125s};
  const std::string section = Section(status);
  CHECK(Has(section, "badge bad\">failing<"));
  CHECK(Has(section,
            "<p class=\"failure\">The last collection failed 2 min ago: status 403: &lt;no&gt;<br>"
            "Usually: a policy is missing.</p>"));
  status.up = true;
  status.last_failure->hint.clear();
  CHECK(Has(Section(status),
            "<p class=\"past\">A collection failed 2 min ago, and has been made good since: "
            "status 403: &lt;no&gt;</p>"));
}

TEST_CASE("figures that are too old to be shown are said to be, and are not shown") {
  ProjectStatus status = ProjectOfGroups("p", 1);
  status.ended_age = 301s;
  const std::string section = Section(status);
  CHECK(Has(section, "badge notable\">stale<"));
  CHECK(Has(section, "Figures of more than 5 min are not shown; the next scrape brings new ones."));
  CHECK(Has(section, "<b>1</b> Active"));
  CHECK(Has(section, "<b>–</b> SignedOut"));
}

TEST_CASE("a state that the API does not document is named where there are sessions in it") {
  ProjectStatus status = ProjectOfGroups("p", 0);
  status.tally = TallyOf({{{.id = "1", .name = "g"}, {0, 0, 0, 0, 0, 7}}});
  CHECK(Has(Section(status), R"(<li class="state5"><b>7</b> _other</li>)"));
}

}  // namespace
}  // namespace workspace_exporter
