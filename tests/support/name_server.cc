#include "support/name_server.h"

#include <stdexcept>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace workspace_exporter {
namespace {

constexpr std::size_t kHeaderSize = 12;  // RFC 1035, 4.1.1
constexpr char kAnswered = '\x81';       // a response, recursion desired
constexpr char kTruncated = '\x83';      // and truncated
constexpr char kRecursion = '\x80';      // available
constexpr int kTypeAaaa = 28;

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

std::string Record(const std::string& address, bool ipv6) {
  std::array<char, sizeof(in6_addr)> bytes = {};
  if (inet_pton(ipv6 ? AF_INET6 : AF_INET, address.c_str(), bytes.data()) != 1) throw std::runtime_error("no address");
  const std::size_t size = ipv6 ? sizeof(in6_addr) : sizeof(in_addr);
  // That name, A or AAAA, IN, 60 seconds, so many bytes.
  std::string record("\xc0\x0c\0\1\0\1\0\0\0\x3c\0\0", 12);
  if (ipv6) record[3] = static_cast<char>(kTypeAaaa);
  record[11] = static_cast<char>(size);
  return record.append(bytes.data(), size);
}

std::string Reply(const std::string& message, const Question& question, const NameReply& said) {
  std::string reply = message.substr(0, question.end);
  reply[2] = said.truncated ? kTruncated : kAnswered;
  reply[3] = static_cast<char>(kRecursion | static_cast<char>(said.code));
  reply[7] = static_cast<char>(said.addresses.size());
  reply[11] = 0;  // no additional records
  for (const auto& address : said.addresses) reply += Record(address, question.type == kTypeAaaa);
  return reply;
}

NameServer::Answer Knowing(std::multimap<std::string, NameServer::Addresses> known, bool silent) {
  return [known = std::move(known), silent](const std::string& name, bool ipv6) {
    NameReply reply = {.silent = silent};
    const auto [begin, end] = known.equal_range(name);
    if (begin == end) reply.code = NameReply::Code::kNxDomain;
    for (auto it = begin; it != end && !ipv6; ++it) {
      const auto& bytes = it->second;
      reply.addresses.push_back(fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]));
    }
    return reply;
  };
}

}  // namespace

NameServer::NameServer(std::multimap<std::string, Addresses> known, bool silent)
    : NameServer(Knowing(std::move(known), silent)) {}

NameServer::NameServer(Answer answer)
    : answer_(std::move(answer)), socket_(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
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
    const std::string message = buffer.substr(0, static_cast<std::size_t>(count));
    const Question question = Read(message);
    const NameReply said = answer_(question.name, question.type == kTypeAaaa);
    if (said.silent) continue;
    const std::string reply = Reply(message, question, said);
    sendto(socket_, reply.data(), reply.size(), 0, sender, size);
  }
}

}  // namespace workspace_exporter
