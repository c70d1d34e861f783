namespace SageTasks.Testing;

/// <summary>Handles a request. The token is the platform's end, never the client's: a client that goes away cancels nothing.</summary>
internal delegate ValueTask<LocalAnswer> LocalHandler(LocalRequest request, CancellationToken stopping);
