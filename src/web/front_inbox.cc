#include "web/front_inbox.h"

#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace workspace_exporter {

FrontInbox::FrontInbox() : wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

void FrontInbox::Put(Delivery delivery) {
  {
    const std::lock_guard lock(mutex_);
    content_.deliveries.push_back(std::move(delivery));
  }
  Wake();
}

void FrontInbox::Stop(SteadyTime by) {
  {
    const std::lock_guard lock(mutex_);
    content_.stop_by = by;
  }
  Wake();
}

FrontInbox::Content FrontInbox::Take() {
  // First: what is put from here on wakes again.
  std::uint64_t ignored = 0;
  [[maybe_unused]] const ssize_t read = ::read(wake_.get(), &ignored, sizeof ignored);
  const std::lock_guard lock(mutex_);
  return {.deliveries = std::exchange(content_.deliveries, {}), .stop_by = content_.stop_by};
}

void FrontInbox::Wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(wake_.get(), &one, sizeof one);
}

}  // namespace workspace_exporter
