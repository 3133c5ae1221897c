#include "simulator/server.h"

#include <csignal>

#include <pthread.h>

#include "simulator/simulator_request_reader.h"

namespace workspace_exporter::simulator {
namespace {

/// OpenSSL writes to a closed connection without MSG_NOSIGNAL.
void BlockPipeSignal() {
  sigset_t pipe_only;
  sigemptyset(&pipe_only);
  sigaddset(&pipe_only, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe_only, nullptr);
}

}  // namespace

Server::Server(const std::string& address, ChannelFactory make_channel, Handler handler)
    : listener_(address),
      make_channel_(std::move(make_channel)),
      handler_(std::move(handler)),
      acceptor_([this] { AcceptAll(); }) {}

std::string Server::address() const { return listener_.host() + ":" + std::to_string(listener_.port()); }

void Server::Stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
    for (const Connection& connection : connections_) connection.channel->Interrupt();
  }
  listener_.Interrupt();
  acceptor_.join();
  for (Connection& connection : connections_) connection.thread.join();
}

void Server::AcceptAll() {
  while (const std::optional<int> socket = listener_.Accept()) {
    std::string client = PeerAddress(*socket);
    std::unique_ptr<Channel> channel = make_channel_(*socket);
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    ReapDone();
    Connection& connection = connections_.emplace_back();
    connection.channel = std::move(channel);
    connection.client = std::move(client);
    connection.thread = std::thread([this, &connection] { Serve(connection); });
  }
}

void Server::Serve(Connection& connection) {
  BlockPipeSignal();
  RequestReader reader(*connection.channel);
  bool keep = true;
  while (keep) {
    std::optional<Request> request = reader.Next();
    if (request) request->client = connection.client;
    keep = request && handler_(*request, *connection.channel) && request->keep_alive;
  }
  connection.channel->Close();
  const std::lock_guard lock(mutex_);
  connection.done = true;
}

void Server::ReapDone() {
  std::erase_if(connections_, [](Connection& connection) {
    if (connection.done) connection.thread.join();
    return connection.done;
  });
}

}  // namespace workspace_exporter::simulator
