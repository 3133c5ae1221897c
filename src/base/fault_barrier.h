#pragma once

#include <exception>
#include <new>

#include "base/result.h"

namespace workspace_exporter {

/// Calls what returns a Result where an exception must not pass: at the top of a thread, or where others wait for the
/// end of the call. Of what is thrown, which is std::bad_alloc unless a library is broken, comes an error of `kind`.
template <typename Call>
auto WithoutThrowing(ErrorKind kind, const Call& call) -> decltype(call()) {
  try {
    return call();
  } catch (const std::bad_alloc&) {
    return Error{kind, "out of memory"};
  } catch (const std::exception&) {
    return Error{kind, "internal fault"};
  }
}

}  // namespace workspace_exporter
