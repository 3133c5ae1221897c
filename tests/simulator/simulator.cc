#include "simulator/simulator.h"

#include <algorithm>
#include <ctime>

#include "simulator/fault_effects.h"

namespace workspace_exporter::simulator {
namespace {

/// As in RFC 9110, section 5.6.7.
std::string HttpDate(EpochMs at) {
  const std::time_t seconds = at / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text, size};
}

std::int64_t OffsetOf(const Request& request) {
  const std::string* offset = Find(request.parameters, "offset");
  return offset == nullptr ? 0 : std::atoll(offset->c_str());
}

bool AnswersAtAll(const Delivery& delivery) { return !delivery.hang && !delivery.reset_before; }

}  // namespace

Simulator::Simulator(const SimulatorOptions& options)
    : worlds_(options.settings, options.account.projects),
      iam_(options.account),
      keys_(options.account.access_key),
      gatekeeper_(iam_, keys_, worlds_.clock()),
      workspace_(worlds_, iam_, quota_, gatekeeper_),
      iam_api_(worlds_, iam_, keys_, gatekeeper_),
      sts_(worlds_, keys_, gatekeeper_),
      metadata_(worlds_, keys_),
      pod_identity_(worlds_, keys_),
      control_(worlds_, {.iam = iam_, .keys = keys_, .metadata = metadata_}, quota_, faults_, log_) {
  faults_.Add(options.faults);
  if (!options.tls_certificate_file.empty()) {
    tls_ = std::make_unique<TlsContext>(options.tls_certificate_file, options.tls_key_file, options.tls_max_version);
  }
  const auto handle = [this](const Request& request, Channel& channel) { return Handle(request, channel); };
  server_ = std::make_unique<Server>(
      options.listen,
      [this](int socket) { return tls_ == nullptr ? MakePlainChannel(socket) : tls_->MakeChannel(socket); }, handle);
  if (!options.plain_listen.empty()) {
    plain_server_ = std::make_unique<Server>(options.plain_listen, MakePlainChannel, handle);
  }
}

Simulator::~Simulator() {
  stop_.Raise();
  server_->Stop();
  if (plain_server_ != nullptr) plain_server_->Stop();
}

bool Simulator::Handle(const Request& request, Channel& channel) {
  if (!request.path.starts_with("/_control/")) return HandleApi(request, channel);
  return Deliver(control_.Answer(request), {}, channel, stop_, [] {});
}

bool Simulator::HandleApi(const Request& request, Channel& channel) {
  const Route route = FindRoute(request);
  const std::size_t number = log_.Arrived(request, std::string(NameOf(route.operation)), SimulatedClock::RealNow());
  const std::string request_id = NextRequestId();
  const Settings settings = worlds_.settings();
  const std::vector<Fault> faults = faults_.Draw(request, route, OffsetOf(request));
  Delivery delivery;
  delivery.delay = Latency(settings);
  SpoilDelivery(faults, delivery);
  Answer answer = StopsAtGateway(faults) ? Answer{} : Compute(request, route, faults, request_id);
  SpoilResponse(faults, request_id, answer.response);
  AddHeaders(settings, route, request_id, answer.response);
  SpoilHeaders(faults, answer.response);
  log_.Answered(number, AnswersAtAll(delivery) ? answer.response.status : 0, answer.token_generation);
  bool finished = false;
  const auto finish = [this, &finished] {
    if (!finished) log_.Finished();
    finished = true;
  };
  const bool keep = Deliver(answer.response, delivery, channel, stop_, finish);
  finish();
  return keep;
}

Answer Simulator::Compute(const Request& request, const Route& route, const std::vector<Fault>& faults,
                          const std::string& request_id) {
  switch (route.operation) {
    case Operation::kListSessions: return workspace_.List(request, route.project, faults, request_id);
    case Operation::kSignIn: return iam_api_.SignIn(request);
    case Operation::kListProjects: return iam_api_.ListProjects(request, request_id);
    case Operation::kAssumeAgency: return iam_api_.MakeKeys(request, request_id);
    case Operation::kFederate: return iam_api_.Federate(request);
    case Operation::kAssumeByUrn: return sts_.AssumeAgency(request, request_id);
    case Operation::kMetadataToken: return {.response = metadata_.MakeToken(request)};
    case Operation::kMetadataKey: return {.response = metadata_.SecurityKey(request)};
    case Operation::kPodIdentity: return {.response = pod_identity_.Credentials(request, request_id)};
    default: return {.response = NoSuchApi(request_id)};
  }
}

void Simulator::AddHeaders(const Settings& settings, const Route& route, const std::string& request_id,
                           Response& response) {
  const auto skew = static_cast<EpochMs>(settings.date_skew_seconds * 1000);
  response.headers.emplace_back("Date", HttpDate(worlds_.clock().Now() + skew));
  response.headers.emplace_back("Server", "api-gateway");
  response.headers.emplace_back("X-Request-Id", request_id);
  if (IsOfIam(route.operation)) response.headers.emplace_back("X-IAM-Trace-Id", "token_" + request_id);
}

double Simulator::Latency(const Settings& settings) {
  if (settings.latency_jitter_ms <= 0) return settings.latency_ms;
  return settings.latency_ms + settings.latency_jitter_ms * Random(settings.seed ^ requests_.load()).Unit();
}

std::string Simulator::NextRequestId() { return Random(0x1D ^ (++requests_ * 0x9E3779B9)).Hex(32); }

}  // namespace workspace_exporter::simulator
