#pragma once

namespace workspace_exporter {

/// Makes the process what a program with credentials in its memory has to be, before it has a second thread: signals
/// are waited for by one thread, no core dump and no other process of the same user shows its memory, nothing it starts
/// can gain privileges, as many files as it may have, little memory kept. Tells nothing where the kernel refuses one of
/// these: the program serves without it.
void SetUpProcess();

}  // namespace workspace_exporter
