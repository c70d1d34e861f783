namespace SageTasks.GuardStorm;

/// <summary>Where faults strike on a platform.</summary>
/// <param name="Create">The request that creates a run.</param>
/// <param name="List">The list that look-ups read.</param>
/// <param name="Reads">Every reading of runs, lists among them.</param>
/// <param name="Stored">The reading of a run's stored request.</param>
/// <param name="Cancel">The request that stops a run.</param>
/// <param name="Start">The request that starts a draft; null on a platform without drafts.</param>
internal sealed record StormRoutes(string Create, string List, string Reads, string Stored, string Cancel, string? Start = null);
