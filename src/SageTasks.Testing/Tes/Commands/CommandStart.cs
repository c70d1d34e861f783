using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>How a command is started and ended.</summary>
/// <param name="Info">The program that this machine starts.</param>
/// <param name="IsGroup">Whether it leads a process group of its own.</param>
/// <param name="Kill">The program that ends it, beside killing the process; null for none.</param>
internal sealed record CommandStart(ProcessStartInfo Info, bool IsGroup, ProcessStartInfo? Kill = null);
