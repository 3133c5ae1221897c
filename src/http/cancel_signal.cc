#include "http/cancel_signal.h"

#include <utility>

#include <sys/eventfd.h>

namespace workspace_exporter {

CancelSignal::CancelSignal(std::stop_token stop)
    : stop_(std::move(stop)),
      event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      on_stop_(stop_, [this] { eventfd_write(event_.get(), 1); }) {}

}  // namespace workspace_exporter
