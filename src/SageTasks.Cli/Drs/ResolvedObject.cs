using SageTasks.Drs;

namespace SageTasks.Cli;

/// <summary>A DRS URI, who answers for it, and what it names.</summary>
internal sealed record ResolvedObject(string Uri, DrsAddress Server, DrsObject Object);
