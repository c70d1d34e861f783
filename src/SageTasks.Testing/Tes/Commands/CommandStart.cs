using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>How a command is started.</summary>
/// <param name="Info">The program that this machine starts.</param>
/// <param name="Mark">What all that it starts is known by; null where its sandbox ends that with it.</param>
internal sealed record CommandStart(ProcessStartInfo Info, ProcessMark? Mark = null);
