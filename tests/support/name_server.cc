#include "support/name_server.h"

#include <stdexcept>

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace workspace_exporter {
namespace {

constexpr std::size_t kHeaderSize = 12;  // RFC 1035, 4.1.1
constexpr char kAnswered = '\x81';       // a response, recursion desired
constexpr char kNoSuchName = '\x83';     // recursion available, NXDOMAIN
constexpr char kNoError = '\x80';

struct Question {
  std::string name;
  int type = 0;
  std::size_t end = 0;
};

Question Read(const std::string& message) {
  Question question;
  std::size_t at = kHeaderSize;
  while (at < message.size() && message[at] != 0) {
    const auto length = std::size_t{static_cast<unsigned char>(message[at])};
    question.name += (question.name.empty() ? "" : ".") + message.substr(at + 1, length);
    at += length + 1;
  }
  question.type = static_cast<unsigned char>(message.at(at + 2));
  question.end = at + 5;
  return question;
}

std::string Reply(const std::string& message, const std::multimap<std::string, NameServer::Addresses>& known) {
  const Question question = Read(message);
  const auto [begin, end] = known.equal_range(question.name);
  std::string reply = message.substr(0, question.end);
  reply[2] = kAnswered;
  reply[3] = begin == end ? kNoSuchName : kNoError;
  reply[11] = 0;  // no additional records
  char count = 0;
  for (auto it = begin; it != end && question.type == 1; ++it, ++count) {
    reply += std::string("\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4", 12);  // that name, A, IN, 60 seconds, four bytes
    reply.append(it->second.begin(), it->second.end());
  }
  reply[7] = count;
  return reply;
}

}  // namespace

NameServer::NameServer(std::multimap<std::string, Addresses> known, bool silent)
    : known_(std::move(known)), silent_(silent), socket_(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no name server socket");
  }
  port_ = ntohs(address.sin_port);
  serving_ = std::thread([this] { Serve(); });
}

NameServer::~NameServer() {
  shutdown(socket_, SHUT_RDWR);  // wakes recvfrom, though it says that the socket is not connected
  serving_.join();
  close(socket_);
}

std::string NameServer::address() const { return fmt::format("127.0.0.1:{}", port_); }

void NameServer::Serve() {
  std::string buffer(512, '\0');
  for (;;) {
    sockaddr_in from = {};
    socklen_t size = sizeof from;
    auto* sender = reinterpret_cast<sockaddr*>(&from);
    const ssize_t count = recvfrom(socket_, buffer.data(), buffer.size(), 0, sender, &size);
    if (count <= static_cast<ssize_t>(kHeaderSize)) return;
    ++questions_;
    if (silent_) continue;
    const std::string reply = Reply(buffer.substr(0, static_cast<std::size_t>(count)), known_);
    sendto(socket_, reply.data(), reply.size(), 0, sender, size);
  }
}

}  // namespace workspace_exporter
