#pragma once

#include <vector>

#include "simulator/delivery.h"
#include "simulator/fault.h"

namespace workspace_exporter::simulator {

/// Whether one of them refuses the request before any API hears of it.
bool StopsAtGateway(const std::vector<Fault>& faults);

/// What the faults make of an answer: another status, a redirect, another body.
void SpoilResponse(const std::vector<Fault>& faults, std::string_view request_id, Response& response);

/// What they make of its headers, all but those of the delivery.
void SpoilHeaders(const std::vector<Fault>& faults, Response& response);

/// What the faults make of its bytes on the way.
void SpoilDelivery(const std::vector<Fault>& faults, Delivery& delivery);

}  // namespace workspace_exporter::simulator
