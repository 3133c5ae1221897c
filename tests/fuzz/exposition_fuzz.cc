// A page of families whose texts and numbers are anything, read back in both formats by a strict reader.

#include <exception>
#include <iostream>

#include "base/utf8.h"
#include "exposition/writer.h"
#include "family_maker.h"
#include "page_rules.h"
#include "target.h"

namespace workspace_exporter {

void Fuzz(std::string_view input) {
  Input rest(input);
  const std::vector<prometheus::MetricFamily> families = MakeFamilies(rest);
  for (const Format format : {Format::kText, Format::kOpenMetrics}) {
    const std::string page = Write(families, format);
    Require(IsValidUtf8(page), "a page in UTF-8");
    try {
      CheckReadBack(ReadStrictly(page, format), families, format);
    } catch (const std::exception& fault) {
      std::cerr << page << fault.what() << std::endl;
      Require(false, "a page that a strict reader takes");
    }
  }
}

}  // namespace workspace_exporter
