#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// Reads bodies of list-sessions answers. Thread-safe: each page that is being read has buffers to itself, and they are
/// used again by later pages.
class SessionPageParser final {
 public:
  /// `hash_key` makes the hashes of users and servers useless to whoever does not know it: draw it at random, once in a
  /// run of the program.
  explicit SessionPageParser(std::uint64_t hash_key);
  ~SessionPageParser();

  /// A page of at most `most_rows`: the rows of a body as large as transports let through would take a hundred times as
  /// much memory as a page.
  /// Fields that are not used are skipped whatever they hold; a text field that holds a number or a boolean counts as
  /// its text as written, null as absent; of fields of one name the last holds.
  /// The only error is kMalformed: no JSON, cut off, no object, `count` missing or no natural number of at most a
  /// million, too many rows, a row that is no object, has a field of another type, a time that is none, or nothing to
  /// tell it by. The message names the row and the field, never the value.
  Result<SessionPage> Parse(std::string body, std::size_t most_rows);

 private:
  struct Buffers;

  std::unique_ptr<Buffers> TakeBuffers();
  void PutBuffers(std::unique_ptr<Buffers> buffers);

  const std::uint64_t hash_key_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Buffers>> idle_;  ///< no more than were ever in use at once
};

}  // namespace workspace_exporter
