namespace SageTasks.Testing;

/// <summary>A route with its handler.</summary>
/// <param name="Handle">The handler.</param>
/// <param name="Streams">Whether the handler reads the request's body itself, unbuffered.</param>
/// <param name="IsControl">Whether it is no part of the API: no faults, no limits, no observer, but the same callers.</param>
/// <param name="IsOpen">Whether anyone may use it, without a token.</param>
internal sealed record LocalRoute(LocalHandler Handle, bool Streams = false, bool IsControl = false, bool IsOpen = false);
