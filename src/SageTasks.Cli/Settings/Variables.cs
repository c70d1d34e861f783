namespace SageTasks.Cli;

/// <summary>Reads environment variables.</summary>
internal static class Variables
{
    public static string? Read(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;

    public static bool IsTrue(string name) => Read(name) is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="UsageException">The value is no address.</exception>
    public static Uri? Address(string name) => Read(name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UsageException($"{name} is '{text}', which is not an address. Write for example https://tes.example.org.");
}
