#include "http/exchange.h"

#include "http/answer_reader.h"
#include "http/request_text.h"

namespace workspace_exporter {

Exchanged Exchange(Channel& channel, const HttpRequest& request, std::size_t max_body, const IoWait& wait) {
  const auto text = RequestText(request);
  if (!text) return {text.error()};
  if (auto sent = WriteAll(channel, text->Reveal(), wait); !sent) return {std::move(sent).error()};
  AnswerReader reader(channel, wait, max_body);
  auto answer = reader.Read();
  const bool reusable = answer && reader.reusable();
  return {std::move(answer), reader.received(), reusable};
}

}  // namespace workspace_exporter
