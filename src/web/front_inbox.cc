#include "web/front_inbox.h"

#include <utility>

#include <sys/eventfd.h>

namespace workspace_exporter {

FrontInbox::FrontInbox() : wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

void FrontInbox::Put(Delivery delivery) {
  {
    const std::lock_guard lock(mutex_);
    content_.deliveries.push_back(std::move(delivery));
  }
  eventfd_write(wake_.get(), 1);
}

void FrontInbox::Stop(SteadyTime by) {
  {
    const std::lock_guard lock(mutex_);
    content_.stop_by = by;
  }
  eventfd_write(wake_.get(), 1);
}

FrontInbox::Content FrontInbox::Take() {
  // First: what is put from here on wakes again.
  eventfd_t ignored = 0;
  eventfd_read(wake_.get(), &ignored);
  const std::lock_guard lock(mutex_);
  return {.deliveries = std::exchange(content_.deliveries, {}), .stop_by = content_.stop_by};
}

}  // namespace workspace_exporter
