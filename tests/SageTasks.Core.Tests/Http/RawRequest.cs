namespace SageTasks.Http.Tests;

internal sealed record RawRequest(int Connection, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
