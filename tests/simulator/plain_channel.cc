#include <sys/socket.h>

#include "simulator/simulator_channel.h"
#include "simulator/socket.h"

namespace workspace_exporter::simulator {
namespace {

class PlainChannel final : public Channel {
 public:
  explicit PlainChannel(int socket) : socket_(socket) {}

  long Read(char* into, std::size_t size) override { return recv(socket_.descriptor(), into, size, 0); }
  bool Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t sent = send(socket_.descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void Reset() override { socket_.Reset(); }
  void Close() override { socket_.Close(); }
  bool PeerIsGone() override { return socket_.PeerIsGone(); }
  void Interrupt() override { socket_.Interrupt(); }

 private:
  Socket socket_;
};

}  // namespace

std::unique_ptr<Channel> MakePlainChannel(int socket) { return std::make_unique<PlainChannel>(socket); }

}  // namespace workspace_exporter::simulator
