#pragma once

#include <string>
#include <string_view>

#include "simulator/simulator_http.h"

namespace workspace_exporter::simulator {

/// An error answer in one of the shapes that the service and what stands before it send:
/// `a` {error_code, error_msg, request_id}; `b` {code, message}; `c` Keystone's {"error": {message, code, title}};
/// `d` {errorCode, errorMessage}; `camel` {errorCode, errorMsg}; `nested` shape a one level down; `nested_twice` two;
/// `details` shape a with more fields; `denied` shape a with a long encoded_authorization_message, as beside a 403;
/// `html`; `text`; `empty`. Throws std::invalid_argument for another.
Response MakeError(int status, std::string_view code, std::string_view message, std::string_view request_id,
                   std::string_view shape = "a");

/// In shape c, as IAM answers.
Response MakeIamError(int status, std::string_view message);

}  // namespace workspace_exporter::simulator
