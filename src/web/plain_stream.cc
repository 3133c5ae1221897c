#include <cerrno>
#include <utility>

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "web/byte_stream.h"

namespace workspace_exporter {
namespace {

/// The good-bye of TLS, and the end.
constexpr int kGoodBye = 64;

IoStep StepOf(ssize_t result, IoStep::State wanted) {
  if (result > 0) return {.size = static_cast<std::size_t>(result)};
  const bool again = result < 0 && (errno == EAGAIN || errno == EINTR);
  return {.state = again ? wanted : IoStep::State::kClosed};
}

class SocketStream final : public ByteStream {
 public:
  explicit SocketStream(FileDescriptor socket) : socket_(std::move(socket)) {}

  int socket() const override { return socket_.get(); }
  bool InHandshake() const override { return false; }
  IoStep Receive(char* to, std::size_t size) override {
    const ssize_t received = recv(socket_.get(), to, size, 0);
    if (received == 0 && IsAllThere(socket_.get())) return {.state = IoStep::State::kEnded};
    return StepOf(received, IoStep::State::kWantRead);
  }
  IoStep Send(std::string_view bytes) override {
    return StepOf(send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), IoStep::State::kWantWrite);
  }
  bool HoldsMore() const override { return false; }
  void EndSending() override { shutdown(socket_.get(), SHUT_WR); }

 private:
  FileDescriptor socket_;
};

}  // namespace

bool IsAllThere(int socket) {
  int missing = 0;
  return ioctl(socket, SIOCOUTQ, &missing) == 0 && missing <= kGoodBye;
}

std::unique_ptr<ByteStream> PlainStream(FileDescriptor socket) {
  return std::make_unique<SocketStream>(std::move(socket));
}

}  // namespace workspace_exporter
