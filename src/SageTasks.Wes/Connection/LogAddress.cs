namespace SageTasks.Wes;

/// <summary>Tells an address from a text: servers put either where a log's address should be.</summary>
internal static class LogAddress
{
    public static bool IsAddress(string log) =>
        !log.Any(char.IsWhiteSpace)
        && (log.Contains("://", StringComparison.Ordinal) || log.StartsWith("../", StringComparison.Ordinal) || log.StartsWith('/'));
}
